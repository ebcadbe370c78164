// What a proposal can be refused for, with the sentences.
import { refusalsOf } from '#register';

/** The refusals of proposals. */
export const proposalRefusals = {
  'has-findings': {
    kind: 'invalid',
    lo: 'ມີ {count} ຂໍ້ຜິດພາດໃນຂໍ້ມູນ, ຍັງບໍ່ໄດ້ສົ່ງຂໍອະນຸມັດ',
    en: 'The data has {count} mistakes; nothing was proposed.',
    next: {
      lo: 'ແກ້ໄຂຕາມແຖວທີ່ບອກ ແລ້ວນຳເຂົ້າໃໝ່, ຫຼື ໃຊ້ --set-aside ເພື່ອແຍກແຖວທີ່ຜິດໄວ້',
      en: 'Correct the rows named and import again, or use --set-aside to put the wrong rows aside.',
    },
  },
  absent: {
    kind: 'absent',
    lo: 'ບໍ່ມີຂໍ້ສະເໜີ “{id}”',
    en: 'There is no proposal "{id}".',
    next: { lo: 'ເບິ່ງລາຍການດ້ວຍ laopedia proposals', en: 'See the list with: laopedia proposals' },
  },
  'not-waiting': {
    kind: 'conflict',
    lo: 'ຂໍ້ສະເໜີ “{id}” ບໍ່ໄດ້ລໍຖ້າອະນຸມັດ (ສະຖານະ: {state})',
    en: 'The proposal "{id}" is not waiting for approval (it is {state}).',
    next: { lo: 'ເບິ່ງລາຍການດ້ວຍ laopedia proposals', en: 'See the list with: laopedia proposals' },
  },
  cancelled: {
    kind: 'conflict',
    lo: 'ຍົກເລີກແລ້ວ: ບໍ່ໄດ້ສະເໜີ ຫຼື ເຜີຍແຜ່ສິ່ງໃດ',
    en: 'Cancelled: nothing was proposed or published.',
    next: { lo: 'ນຳເຂົ້າຟາຍໃໝ່ເມື່ອພ້ອມ', en: 'Import the file again when you are ready.' },
  },
  'staging-lost': {
    kind: 'conflict',
    lo: 'ແຖວຂອງຂໍ້ສະເໜີ “{id}” ຫາຍໄປ ເພາະເຄື່ອງດັບກ່ອນເຜີຍແຜ່',
    en: 'The rows of proposal "{id}" are gone: the machine stopped before it was published.',
    next: { lo: 'ນຳເຂົ້າຟາຍໃໝ່', en: 'Import the file again.' },
  },
} as const;

/** Makes a `proposal/…` refusal. */
export const refuseProposal = refusalsOf('proposal', proposalRefusals);
