// What the log's addresses refuse, with the sentences. No rule stands here.
import { refusalsOf } from '#register';

/** The refusals of the log's addresses. */
export const logApiRefusals = {
  'no-such-log': {
    kind: 'absent',
    lo: 'ບໍ່ມີທະບຽນເປີດຊື່ “{register}”',
    en: 'There is no open register named "{register}".',
    next: { lo: 'ເບິ່ງລາຍຊື່ທະບຽນຢູ່ /api/v1/registers', en: 'See the registers at /api/v1/registers.' },
  },
  'not-signed-yet': {
    kind: 'busy',
    lo: 'ທະບຽນ {register} ຍັງບໍ່ທັນມີລາຍເຊັນ',
    en: 'The log of {register} has not been signed yet.',
    next: { lo: 'ລອງໃໝ່ອີກໃນໜຶ່ງນາທີ', en: 'Try again in a minute.' },
  },
  'no-such-entry': {
    kind: 'absent',
    lo: 'ບໍ່ມີລາຍການເລກທີ {number}; ມີ {size} ລາຍການທີ່ລົງລາຍເຊັນແລ້ວ ນັບແຕ່ 0',
    en: 'There is no entry {number}; {size} are signed, counted from 0.',
    next: { lo: 'ເບິ່ງຈຳນວນຢູ່ checkpoint', en: 'See the size in the checkpoint.' },
  },
  'no-such-tile': {
    kind: 'absent',
    lo: 'ບໍ່ມີ {path}; ມີ {size} ລາຍການທີ່ລົງລາຍເຊັນແລ້ວ',
    en: 'There is no {path}; {size} entries are signed.',
    next: { lo: 'ເບິ່ງຈຳນວນຢູ່ checkpoint', en: 'See the size in the checkpoint.' },
  },
  'bad-path': {
    kind: 'invalid',
    lo: '“{path}” ບໍ່ແມ່ນທີ່ຢູ່ຕາມແບບ tlog-tiles',
    en: '"{path}" is no path of C2SP tlog-tiles.',
    next: {
      lo: 'ຂຽນແບບ tile/0/x001/234 ຫຼື tile/0/005.p/17',
      en: 'Write it as tile/0/x001/234 or tile/0/005.p/17.',
    },
  },
  'bad-number': {
    kind: 'invalid',
    lo: '“{given}” ບໍ່ແມ່ນເລກລາຍການ',
    en: '"{given}" is not the number of an entry.',
    next: { lo: 'ໃຊ້ຕົວເລກນັບແຕ່ 0', en: 'Give a whole number from 0.' },
  },
  'bad-sizes': {
    kind: 'invalid',
    lo: 'from={from} ແລະ to={to} ໃຊ້ບໍ່ໄດ້; ມີ {size} ລາຍການທີ່ລົງລາຍເຊັນແລ້ວ',
    en: 'from={from} and to={to} cannot be used; {size} entries are signed.',
    next: { lo: 'ໃຫ້ 0 ≤ from ≤ to ≤ {size}', en: 'Give 0 ≤ from ≤ to ≤ {size}.' },
  },
} as const;

/** Makes a `log-api/…` refusal. */
export const refuseLogApi = refusalsOf('log-api', logApiRefusals);
