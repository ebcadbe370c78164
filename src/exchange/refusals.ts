// What a check of a log can find, with the sentences. Each names the entry, tile or file it is about. No rule stands here.
import { refusalsOf } from '#register';

const askCustodian = {
  lo: 'ຢ່າໃຊ້ສຳເນົານີ້; ແຈ້ງໜ່ວຍງານທີ່ຮັບຜິດຊອບ ແລະ ທຽບກັບສຳເນົາອື່ນ',
  en: 'Do not rely on this copy; tell its custodian and compare it with another copy.',
};
const tryLater = { lo: 'ກວດທີ່ຢູ່ ແລ້ວລອງໃໝ່', en: 'Check the address and try again.' };

/** The refusals of verifying. */
export const exchangeRefusals = {
  unreachable: {
    kind: 'busy',
    lo: 'ອ່ານ {path} ບໍ່ໄດ້: {why}',
    en: '{path} cannot be read: {why}.',
    next: tryLater,
  },
  missing: { kind: 'absent', lo: 'ບໍ່ມີ {path}', en: '{path} is not there.', next: tryLater },
  'key-unreadable': {
    kind: 'invalid',
    lo: '“{key}” ບໍ່ແມ່ນກະແຈກວດສອບ',
    en: '"{key}" is not a verifier key.',
    next: { lo: 'ກັອບປີ້ກະແຈທັງແຖວ: ຊື່+ເລກ+ຕົວອັກສອນ', en: 'Copy the whole line: name+number+letters.' },
  },
  'checkpoint-unreadable': {
    kind: 'invalid',
    lo: 'checkpoint ບໍ່ແມ່ນຕາມແບບ C2SP',
    en: 'The checkpoint is not of the form of C2SP tlog-checkpoint.',
    next: askCustodian,
  },
  'wrong-key': {
    kind: 'invalid',
    lo: 'checkpoint ບໍ່ໄດ້ລົງລາຍເຊັນດ້ວຍກະແຈ {key}',
    en: 'The checkpoint is not signed by the key {key}.',
    next: askCustodian,
  },
  'wrong-signature': {
    kind: 'invalid',
    lo: 'ລາຍເຊັນຂອງ checkpoint ບໍ່ຖືກຕ້ອງ',
    en: 'The signature of the checkpoint is wrong: its text was changed.',
    next: askCustodian,
  },
  'wrong-log': {
    kind: 'invalid',
    lo: 'checkpoint ນີ້ເປັນຂອງ {origin} ແຕ່ກະແຈເປັນຂອງ {name}',
    en: 'The checkpoint is of {origin}, the key of {name}.',
    next: askCustodian,
  },
  'root-mismatch': {
    kind: 'invalid',
    lo: 'ລາຍການທັງ {size} ບໍ່ກົງກັບ checkpoint ທີ່ລົງລາຍເຊັນ',
    en: 'The {size} entries are not those that the checkpoint signs.',
    next: askCustodian,
  },
  'open-tile-suspect': {
    kind: 'invalid',
    lo: 'ຕາຕະລາງແຮັຊຮັບຮອງລາຍການກ່ອນເລກທີ {from}; ສ່ວນທີ່ຖືກປ່ຽນໜ້າຈະຢູ່ລະຫວ່າງເລກທີ {from} ຫາ {to}',
    en: 'The stored tiles bear out every entry before {from}: look for the change among {from} to {to}.',
    next: askCustodian,
  },
  shrunk: {
    kind: 'invalid',
    lo: 'ເຄີຍກວດໄດ້ {before} ລາຍການ ແຕ່ດຽວນີ້ເຫຼືອ {size}',
    en: 'The log had {before} entries when it was last checked and has {size} now.',
    next: askCustodian,
  },
  forked: {
    kind: 'invalid',
    lo: '{before} ລາຍການທຳອິດບໍ່ຄືກັບຄັ້ງກວດກ່ອນ',
    en: 'The first {before} entries are not those that were checked before.',
    next: askCustodian,
  },
  'bundle-unreadable': {
    kind: 'invalid',
    lo: '{path} (ລາຍການ {from} ຫາ {to}) ອ່ານບໍ່ໄດ້',
    en: '{path} (entries {from} to {to}) is not a bundle of that many entries.',
    next: askCustodian,
  },
  'entry-changed': {
    kind: 'invalid',
    lo: 'ລາຍການເລກທີ {number} ຖືກປ່ຽນຫຼັງຈາກລົງລາຍເຊັນ',
    en: 'Entry {number} was changed after it was signed.',
    next: askCustodian,
  },
  'entry-or-tile': {
    kind: 'invalid',
    lo: 'ລາຍການເລກທີ {number} ບໍ່ກົງກັບ {path}',
    en: 'Entry {number} and {path} do not agree, and neither leads to the signed root.',
    next: askCustodian,
  },
  'tile-wrong': {
    kind: 'invalid',
    lo: '{path} ບໍ່ກົງກັບລາຍການ {from} ຫາ {to}',
    en: '{path} does not hold the hashes of the entries {from} to {to}.',
    next: askCustodian,
  },
  'entry-unreadable': {
    kind: 'invalid',
    lo: 'ລາຍການເລກທີ {number} ບໍ່ແມ່ນຮູບແບບທີ່ຮູ້ຈັກ',
    en: 'Entry {number} is of no form known here.',
    next: { lo: 'ໃຊ້ Laopedia ລຸ້ນໃໝ່ກວ່າ ແລ້ວກວດຄືນ', en: 'Check again with a newer Laopedia.' },
  },
  'publication-wrong': {
    kind: 'invalid',
    lo: 'ການເຜີຍແຜ່ເລກທີ {number} ບອກວ່າມີ {count} ລາຍການຈາກ {first} ແຕ່ຄວນເລີ່ມຈາກ {wanted}',
    en: 'Publication {number} says {count} entries from {first}; it should begin at {wanted} and end before itself.',
    next: askCustodian,
  },
  'time-went-back': {
    kind: 'invalid',
    lo: 'ການເຜີຍແຜ່ເລກທີ {number} ມີເວລາ {time} ກ່ອນຄັ້ງທີ່ຜ່ານມາ',
    en: 'Publication {number} has the time {time}, before the publication that precedes it.',
    next: askCustodian,
  },
  'end-not-published': {
    kind: 'invalid',
    lo: 'ລາຍການຈາກເລກທີ {from} ບໍ່ມີການເຜີຍແຜ່ປິດທ້າຍ',
    en: 'The entries from {from} are closed by no publication.',
    next: askCustodian,
  },
  'schema-unreadable': {
    kind: 'invalid',
    lo: 'ນິຍາມໃນລາຍການເລກທີ {number} ອ່ານບໍ່ໄດ້',
    en: 'The definition in entry {number} cannot be read.',
    next: askCustodian,
  },
  'body-changed': {
    kind: 'invalid',
    lo: 'ເນື້ອໃນຂອງລາຍການເລກທີ {number} ຖືກປ່ຽນ',
    en: 'The public content of entry {number} is not what the entry says.',
    next: askCustodian,
  },
  'bodies-unreadable': {
    kind: 'invalid',
    lo: '{path} (ເນື້ອໃນຂອງລາຍການ {from} ຫາ {to}) ອ່ານບໍ່ໄດ້',
    en: '{path} (content of entries {from} to {to}) cannot be read.',
    next: askCustodian,
  },
  'proof-unreadable': {
    kind: 'invalid',
    lo: 'ຟາຍນີ້ບໍ່ແມ່ນຫຼັກຖານແບບ c2sp.org/tlog-proof@v1',
    en: 'This is not a proof of the form c2sp.org/tlog-proof@v1.',
    next: { lo: 'ດາວໂຫຼດຫຼັກຖານໃໝ່', en: 'Download the proof again.' },
  },
  'proof-without-entry': {
    kind: 'invalid',
    lo: 'ຫຼັກຖານນີ້ບໍ່ມີຂໍ້ຄວາມຂອງລາຍການ',
    en: 'This proof does not hold the entry it is about.',
    next: { lo: 'ດາວໂຫຼດຈາກ /log/…/proof/…', en: 'Download it from /log/…/proof/….' },
  },
  'proof-fails': {
    kind: 'invalid',
    lo: 'ຫຼັກຖານບໍ່ສະແດງວ່າລາຍການເລກທີ {number} ຢູ່ໃນບັນທຶກທີ່ລົງລາຍເຊັນ',
    en: 'The proof does not show entry {number} to be in the signed log: one of them was changed.',
    next: askCustodian,
  },
  'not-signed-yet': {
    kind: 'busy',
    lo: 'ທະບຽນ {register} ຍັງບໍ່ທັນມີລາຍເຊັນ',
    en: 'The log of {register} has not been signed yet.',
    next: { lo: 'ເປີດເຊີບເວີ ແລ້ວລອງໃໝ່', en: 'Start the server and try again.' },
  },
} as const;

/** Makes a `verify/…` refusal. */
export const refuseVerify = refusalsOf('verify', exchangeRefusals);
