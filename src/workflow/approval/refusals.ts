// What an approval can be refused for, with the sentences.
import { refusalsOf } from '#register';

/** The refusals of approvals. */
export const approvalRefusals = {
  'own-proposal': {
    kind: 'forbidden',
    lo: 'ທ່ານບໍ່ສາມາດອະນຸມັດຂໍ້ສະເໜີຂອງຕົນເອງ',
    en: 'You cannot approve your own proposal.',
    next: { lo: 'ໃຫ້ຄົນອື່ນອະນຸມັດ', en: 'Ask another person to approve it.' },
  },
  twice: {
    kind: 'conflict',
    lo: '“{name}” ໄດ້ອະນຸມັດຂໍ້ສະເໜີນີ້ແລ້ວ',
    en: '"{name}" has approved this proposal already.',
    next: { lo: 'ຕ້ອງມີຄົນອື່ນອະນຸມັດຕື່ມ', en: 'Another person has to approve it as well.' },
  },
} as const;

/** Makes an `approval/…` refusal. */
export const refuseApproval = refusalsOf('approval', approvalRefusals);
