// What the command line itself refuses, with the sentences.
import { refusalsOf } from '#register';

/** The refusals of the command line. */
export const commandRefusals = {
  'no-such-record': {
    kind: 'absent',
    lo: 'ບໍ່ພົບລາຍການ “{key}” ໃນທະບຽນ “{register}”',
    en: 'There is no record "{key}" in the register "{register}".',
    next: { lo: 'ຄົ້ນຫາດ້ວຍ laopedia search', en: 'Look for it with: laopedia search' },
  },
  'not-signed-yet': {
    kind: 'busy',
    lo: 'ລາຍການ “{key}” ຍັງບໍ່ທັນມີລາຍເຊັນ',
    en: 'The record "{key}" is not signed yet.',
    next: { lo: 'ລອງໃໝ່ໃນວິນາທີໜ້າ', en: 'Try again in a second.' },
  },
} as const;

/** Makes a `command/…` refusal. */
export const refuseCommand = refusalsOf('command', commandRefusals);
