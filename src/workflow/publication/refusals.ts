// What a publication can be refused for, with the sentences.
import { refusalsOf } from '#register';

/** The refusals of publications. */
export const publicationRefusals = {
  'rule-not-met': {
    kind: 'conflict',
    lo: 'ຕ້ອງມີ {needed} ຄົນອະນຸມັດ, ມີແລ້ວ {given}',
    en: 'It needs {needed} approval(s) and has {given}.',
    next: {
      lo: 'ໃຫ້ຄົນອື່ນອະນຸມັດ: laopedia approve {id} --approver …',
      en: 'Let another person approve it: laopedia approve {id} --approver …',
    },
  },
  'references-broken': {
    kind: 'conflict',
    lo: 'ລາຍການທີ່ຖືກອ້າງອີງຖືກຖອນອອກຫຼັງຈາກສ້າງຂໍ້ສະເໜີ: {given}',
    en: 'A record that the proposal refers to was withdrawn since: {given}.',
    next: { lo: 'ແກ້ໄຂຟາຍ ແລ້ວນຳເຂົ້າໃໝ່', en: 'Correct the file and import it again.' },
  },
  'values-taken': {
    kind: 'conflict',
    lo: 'ຄ່າ “{given}” ຂອງຖັນ “{field}” ຖືກໃຊ້ໃນລາຍການອື່ນ ຫຼັງຈາກສ້າງຂໍ້ສະເໜີ',
    en: 'The value "{given}" of the column "{field}" was given to another record since the proposal was made.',
    next: { lo: 'ແກ້ໄຂຟາຍ ແລ້ວນຳເຂົ້າໃໝ່', en: 'Correct the file and import it again.' },
  },
} as const;

/** Makes a `publication/…` refusal. */
export const refusePublication = refusalsOf('publication', publicationRefusals);
