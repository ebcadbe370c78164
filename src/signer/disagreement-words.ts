// What the signer found when it would not sign, in both languages: shown on pages and to whoever may not publish now.

/** Why nothing was signed. */
export type DisagreementCode = keyof typeof disagreementWords;

/** The sentences by code, with `{facts}`. They stand in `laopedia.installation` under `read-only`. */
export const disagreementWords = {
  hashers: {
    lo: 'ການກວດສອບລາຍການເລກທີ {number} ຂອງ {register} ໃຫ້ຜົນບໍ່ຄືກັນ ຈຶ່ງບໍ່ໄດ້ລົງລາຍເຊັນ',
    en: 'Entry {number} of {register} was hashed twice with different results; nothing was signed',
  },
  gap: {
    lo: 'ບໍ່ພົບລາຍການເລກທີ {number} ຂອງ {register} ຈຶ່ງບໍ່ໄດ້ລົງລາຍເຊັນ',
    en: 'Entry {number} of {register} is missing; nothing was signed',
  },
  root: {
    lo: 'ລາຍການໃໝ່ຂອງ {register} (ເລກທີ {from} ຫາ {to}) ບໍ່ກົງກັບທີ່ເຜີຍແຜ່ ຈຶ່ງບໍ່ໄດ້ລົງລາຍເຊັນ',
    en: 'The new entries of {register} ({from} to {to}) are not those that were published; nothing was signed',
  },
  shrunken: {
    lo: '{register} ມີພຽງ {size} ລາຍການ ແຕ່ເຄີຍລົງລາຍເຊັນໄວ້ {signed} ລາຍການ',
    en: 'The log of {register} has {size} entries, but {signed} were signed before',
  },
  forked: {
    lo: 'ບັນດາລາຍການຂອງ {register} ບໍ່ກົງກັບທີ່ເຄີຍລົງລາຍເຊັນໄວ້ເມື່ອມີ {signed} ລາຍການ',
    en: 'The entries of {register} are not those that were signed when there were {signed}',
  },
  'anchor-lost': {
    lo: 'ບໍ່ພົບສຳເນົາລາຍເຊັນຂອງ {register} ທີ່ເກັບໄວ້ນອກຖານຂໍ້ມູນ',
    en: 'The checkpoint of {register} that was kept outside of the database is gone',
  },
  'anchor-broken': {
    lo: 'ສຳເນົາລາຍເຊັນຂອງ {register} ທີ່ເກັບໄວ້ນັ້ນອ່ານບໍ່ໄດ້ ຫຼືບໍ່ແມ່ນລາຍເຊັນຂອງທະບຽນນີ້',
    en: 'The kept checkpoint of {register} cannot be read or is not signed by its key',
  },
  'key-lost': {
    lo: 'ບໍ່ພົບກະແຈລົງລາຍເຊັນຂອງ {register} ຫຼືບໍ່ແມ່ນກະແຈເກົ່າ',
    en: 'The key that signs {register} is gone or is another one',
  },
} as const;
