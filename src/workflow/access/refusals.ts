// What access refuses, with the sentences.
import { refusalsOf } from '#register';

/** The refusals of access. */
export const accessRefusals = {
  'no-officer': {
    kind: 'invalid',
    lo: 'ບໍ່ໄດ້ບອກຊື່ພະນັກງານ',
    en: 'No officer is named.',
    next: { lo: 'ເພີ່ມ --officer ແລະ ຊື່', en: 'Add --officer and a name.' },
  },
  'bad-name': {
    kind: 'invalid',
    lo: 'ຊື່ “{name}” ໃຊ້ບໍ່ໄດ້',
    en: 'The name "{name}" cannot be used.',
    next: { lo: 'ໃຊ້ຊື່ທີ່ມີ 1 ຫາ 200 ຕົວອັກສອນ', en: 'Use a name of 1 to 200 letters.' },
  },
} as const;

/** Makes an `access/…` refusal. */
export const refuseAccess = refusalsOf('access', accessRefusals);
