// What reading records can be refused for. Hidden and unknown fields get the same answer, so that nothing leaks.
import { refusalsOf } from '#register';

const ask = {
  lo: 'ເບິ່ງຊື່ຖັນທີ່ໃຊ້ໄດ້ໃນ schema.json ຂອງຂໍ້ມູນນີ້',
  en: "See the fields that can be used in the register's schema.json.",
};

/** The refusals of reading records. */
export const recordRefusals = {
  'unknown-field': {
    kind: 'invalid',
    lo: 'ບໍ່ມີຖັນ “{field}” ທີ່ໃຊ້ກັ່ນຕອງ ຫຼື ລຽງລຳດັບໄດ້',
    en: 'There is no field "{field}" to filter or sort by.',
    next: ask,
  },
  'bad-value': {
    kind: 'invalid',
    lo: '“{given}” ບໍ່ແມ່ນຄ່າຂອງຖັນ “{field}”',
    en: '"{given}" is not a value of the field "{field}".',
    next: ask,
  },
  'bad-cursor': {
    kind: 'invalid',
    lo: 'ຕຳແໜ່ງໜ້າຕໍ່ໄປບໍ່ຖືກຕ້ອງ',
    en: 'The cursor of the next page is not valid.',
    next: { lo: 'ເລີ່ມຈາກໜ້າທຳອິດ', en: 'Start from the first page.' },
  },
  'bad-moment': {
    kind: 'invalid',
    lo: '“{given}” ບໍ່ແມ່ນລຳດັບ ຫຼື ວັນທີ',
    en: '"{given}" is neither an entry number nor a day.',
    next: { lo: 'ໃຊ້ເລກລຳດັບ ຫຼື ວັນທີແບບ 2026-03-22', en: 'Give an entry number, or a day such as 2026-03-22.' },
  },
} as const;

/** Makes a `record/…` refusal. */
export const refuseRecord = refusalsOf('record', recordRefusals);
