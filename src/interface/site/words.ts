// The words of the site in Lao and English, from the glossary. Doubtful ones are marked in docs/WORDS.md for a native reader.
import { type Bilingual, fill } from '#register';
import { failureWords } from './failure-words.ts';
import type { Language } from './language.ts';
import { searchWords } from './search-words.ts';

/** The words of the pages. `{name}` places are filled with facts. */
export const pageWords = {
  siteName: { lo: 'ກະດານຂໍ້ມູນຊຸມຊົນລາວ', en: 'Laopedia' },
  siteBranch: { lo: 'ພາກລັດ', en: 'Government data of Laos' },
  skip: { lo: 'ໄປຫາເນື້ອໃນ', en: 'Skip to the content' },
  menu: { lo: 'ເມນູຫຼັກ', en: 'Main menu' },
  footMenu: { lo: 'ເມນູທ້າຍໜ້າ', en: 'Foot menu' },
  home: { lo: 'ໜ້າຫຼັກ', en: 'Home' },
  data: { lo: 'ຂໍ້ມູນ', en: 'Data' },
  search: { lo: 'ຄົ້ນຫາ', en: 'Search' },
  about: { lo: 'ກ່ຽວກັບກະດານຂໍ້ມູນນີ້', en: 'About this board' },
  aboutShort: { lo: 'ກ່ຽວກັບ', en: 'About' },
  newsShort: { lo: 'ຂ່າວ', en: 'News' },
  otherLanguage: { lo: 'English', en: 'ພາສາລາວ' },
  barred: {
    lo: 'ໜ້ານີ້ອາດຂາດຂໍ້ມູນທີ່ເຜີຍແຜ່ລ່າສຸດ; ກຳລັງແກ້ໄຂ',
    en: 'The newest publications may be missing here; this is being put right',
  },
  sample: { lo: 'ຂໍ້ມູນຕົວຢ່າງ – ບໍ່ແມ່ນຂໍ້ມູນທາງການ', en: 'Sample – not official data' },
  sampleMark: { lo: 'ຕົວຢ່າງ', en: 'Sample' },
  printedFrom: { lo: 'ພິມຈາກ {address} ວັນທີ {date}', en: 'Printed from {address} on {date}' },
  footSentence: {
    lo: 'ທຸກລາຍການມີປະຫວັດການປ່ຽນແປງ ແລະ ກວດສອບຄວາມຖືກຕ້ອງໄດ້.',
    en: 'Every record has its history and can be verified.',
  },
  api: { lo: 'ສຳລັບຜູ້ພັດທະນາລະບົບ (API)', en: 'For developers (API)' },
  records: { lo: '{count} ລາຍການ', en: '{count} records' },
  oneRecord: { lo: '1 ລາຍການ', en: '1 record' },
  changedOn: { lo: 'ປ່ຽນແປງລ່າສຸດ {date}', en: 'Last changed {date}' },
  notYet: { lo: 'ຍັງບໍ່ມີຂໍ້ມູນ', en: 'No data yet' },
  breadcrumb: { lo: 'ທ່ານຢູ່ບ່ອນນີ້', en: 'You are here' },

  homeTitle: { lo: 'ຂໍ້ມູນຂອງລັດ ຢູ່ບ່ອນດຽວ', en: 'The data of the state, in one place' },
  homeLead: {
    lo: 'ຄົ້ນຫາ, ດາວໂຫຼດ ແລະ ກວດສອບຂໍ້ມູນທີ່ອົງການຂອງລັດເຜີຍແຜ່.',
    en: 'Search, download and verify what the offices of the state publish.',
  },
  provinces: { lo: 'ນະຄອນຫຼວງ ແລະ ແຂວງ', en: 'Capital and provinces' },
  provincesCaption: {
    lo: 'ຈຳນວນລາຍການຕາມແຂວງ: ສີເຂັ້ມກວ່າ = ຫຼາຍກວ່າ',
    en: 'Records by province: the stronger the colour, the more',
  },
  mapWith: { lo: 'ແຜນທີ່ແຂວງ: {name}', en: 'Map of the provinces: {name}' },
  recent: { lo: 'ການປ່ຽນແປງລ່າສຸດ', en: 'Latest changes' },
  recentMany: { lo: 'ປ່ຽນແປງ {count} ລາຍການ', en: '{count} changes' },
  news: { lo: 'ຂ່າວ ແລະ ແຈ້ງການ', en: 'News and notices' },
  allNews: { lo: 'ຂ່າວທັງໝົດ', en: 'All news' },
  allRegisters: { lo: 'ຂໍ້ມູນທັງໝົດ', en: 'All data' },
  custodian: { lo: 'ອົງການຮັບຜິດຊອບ', en: 'Responsible' },
  registersLead: {
    lo: 'ແຕ່ລະຊຸດຂໍ້ມູນມີອົງການໜຶ່ງຮັບຜິດຊອບ. ທຸກຄັ້ງທີ່ປ່ຽນແປງຖືກບັນທຶກໄວ້.',
    en: 'One office answers for each of them, and every change is kept.',
  },

  searchWithin: { lo: 'ຄົ້ນຫາໃນຂໍ້ມູນນີ້', en: 'Search within this data' },
  narrow: { lo: 'ກັ່ນຕອງ ແລະ ລຽງລຳດັບ', en: 'Filter and sort' },
  chosen: { lo: 'ທີ່ເລືອກໄວ້', en: 'Chosen' },
  remove: { lo: 'ຖອນຕົວກັ່ນຕອງ', en: 'Remove the filter' },
  clearAll: { lo: 'ລ້າງທັງໝົດ', en: 'Clear all' },
  sortBy: { lo: 'ລຽງຕາມ', en: 'Sort by' },
  next: { lo: 'ໜ້າຕໍ່ໄປ', en: 'Next page' },
  first: { lo: 'ກັບໄປໜ້າທຳອິດ', en: 'Back to the first page' },
  downloadSelection: { lo: 'ດາວໂຫຼດລາຍການທີ່ເລືອກ', en: 'Download this selection' },
  download: { lo: 'ດາວໂຫຼດ', en: 'Download' },
  emptyList: { lo: 'ບໍ່ມີລາຍການຕາມທີ່ເລືອກ.', en: 'No record fits this selection.' },
  emptyListNext: { lo: 'ລອງຖອນຕົວກັ່ນຕອງອອກ ຫຼື ໃຊ້ຄຳທີ່ສັ້ນກວ່າ.', en: 'Remove a filter or try a shorter word.' },
  emptyRegister: { lo: 'ຊຸດຂໍ້ມູນນີ້ຍັງບໍ່ມີລາຍການ.', en: 'Nothing has been published here yet.' },

  facts: { lo: 'ຂໍ້ມູນຂອງລາຍການ', en: 'Facts' },
  yes: { lo: 'ແມ່ນ', en: 'Yes' },
  no: { lo: 'ບໍ່ແມ່ນ', en: 'No' },
  publishedBy: { lo: 'ເຜີຍແຜ່ໂດຍ', en: 'Published by' },
  publishedOn: { lo: 'ວັນທີ', en: 'On' },
  entryNumber: { lo: 'ລຳດັບການເຜີຍແຜ່', en: 'Entry number' },
  provenance: { lo: 'ທີ່ມາຂອງລາຍການນີ້', en: 'Where this record comes from' },
  history: { lo: 'ປະຫວັດການປ່ຽນແປງ', en: 'History of changes' },
  verify: { lo: 'ກວດສອບຄວາມຖືກຕ້ອງ', en: 'Verify' },
  wrong: { lo: 'ແຈ້ງວ່າຂໍ້ມູນບໍ່ຖືກຕ້ອງ', en: 'Say this is wrong' },
  asAtLabel: { lo: 'ເບິ່ງຂໍ້ມູນ ນະ ວັນທີ', en: 'See it as at' },
  show: { lo: 'ເບິ່ງ', en: 'Show' },
  asAtNotice: { lo: 'ນີ້ແມ່ນຂໍ້ມູນ ນະ ວັນທີ {date}.', en: 'This is the data as at {date}.' },
  asAtEntryNotice: { lo: 'ນີ້ແມ່ນຂໍ້ມູນ ນະ ລຳດັບການເຜີຍແຜ່ {entry}.', en: 'This is the data as at entry number {entry}.' },
  validAtNotice: { lo: 'ນີ້ແມ່ນຂໍ້ມູນທີ່ມີຜົນໃນວັນທີ {date}.', en: 'This is what was valid on {date}.' },
  seeToday: { lo: 'ເບິ່ງຂໍ້ມູນປັດຈຸບັນ', en: 'See it as it is today' },
  laterNotice: { lo: 'ມີຂໍ້ມູນໃໝ່ທີ່ຈະມີຜົນແຕ່ວັນທີ {date}.', en: 'A change is already published and holds from {date}.' },
  seeLater: { lo: 'ເບິ່ງຂໍ້ມູນໃໝ່', en: 'See the change' },
  withdrawnTitle: { lo: 'ລາຍການນີ້ຖືກຖອນອອກແລ້ວ', en: 'This record has been withdrawn' },
  withdrawnText: {
    lo: 'ຂໍ້ມູນຂ້າງລຸ່ມແມ່ນສະບັບສຸດທ້າຍກ່ອນຖອນອອກ ວັນທີ {date}.',
    en: 'Below is how it stood before it was withdrawn on {date}.',
  },
  succeeded: { lo: 'ລາຍການໃໝ່ແທນ: ', en: 'Its successor: ' },
  inbound: { lo: 'ຂໍ້ມູນອື່ນທີ່ອ້າງເຖິງລາຍການນີ້', en: 'Data that refer to this record' },
  validFrom: { lo: 'ມີຜົນແຕ່ວັນທີ {date}', en: 'Valid from {date}' },

  historyOf: { lo: 'ປະຫວັດການປ່ຽນແປງ', en: 'History of changes' },
  historyLead: {
    lo: 'ການປ່ຽນແປງໃໝ່ສຸດຢູ່ເທິງ. ບໍ່ມີສິ່ງໃດຖືກລຶບອອກຈາກປະຫວັດ.',
    en: 'Newest first. Nothing is taken out of the history.',
  },
  basis: { lo: 'ອີງຕາມ', en: 'Pursuant to' },
  before: { lo: 'ເກົ່າ', en: 'Old' },
  after: { lo: 'ໃໝ່', en: 'New' },
  emptyValue: { lo: 'ບໍ່ມີ', en: 'none' },
  opAdded: { lo: 'ເພີ່ມລາຍການ', en: 'Added' },
  opCorrected: { lo: 'ແກ້ໄຂ', en: 'Corrected' },
  opWithdrawn: { lo: 'ຖອນອອກ', en: 'Withdrawn' },
  opRedacted: { lo: 'ລຶບຂໍ້ມູນຕາມກົດໝາຍ', en: 'Contents erased as the law requires' },
  opSucceeded: { lo: 'ມີລາຍການໃໝ່ແທນ', en: 'Succeeded by another record' },
  unchangedContent: { lo: 'ເນື້ອໃນທີ່ເປີດເຜີຍບໍ່ປ່ຽນແປງ', en: 'Nothing in its public part changed' },
  seeAsAt: { lo: 'ເບິ່ງລາຍການໃນເວລານັ້ນ', en: 'See the record as it stood' },

  verifyHolds: { lo: 'ຂໍ້ມູນນີ້ບໍ່ໄດ້ຖືກປ່ຽນແປງຫຼັງຈາກເຜີຍແຜ່', en: 'This has not been changed since it was published' },
  verifyWaits: { lo: 'ລາຍການນີ້ກຳລັງລໍຖ້າການລົງລາຍເຊັນ', en: 'This record is waiting to be signed' },
  verifyWaitsText: {
    lo: 'ປົກກະຕິໃຊ້ເວລາບໍ່ເທົ່າໃດວິນາທີ. ກະລຸນາເປີດໜ້ານີ້ຄືນໃໝ່.',
    en: 'It takes a few seconds as a rule. Please open this page again.',
  },
  verifyBroken: { lo: 'ຫຼັກຖານບໍ່ກົງກັບຂໍ້ມູນ', en: 'The proof does not fit the data' },
  verifyBrokenText: {
    lo: 'ກະລຸນາຢ່ານຳໃຊ້ລາຍການນີ້ ແລະ ແຈ້ງອົງການຮັບຜິດຊອບ.',
    en: 'Please do not rely on this record, and tell the office responsible.',
  },
  howKnown: { lo: 'ຮູ້ໄດ້ແນວໃດ', en: 'How one knows' },
  howOne: {
    lo: 'ຂໍ້ມູນຂອງລາຍການນີ້ຖືກຄິດໄລ່ເປັນລະຫັດໜຶ່ງ. ຖ້າປ່ຽນແມ່ນແຕ່ຕົວອັກສອນດຽວ, ລະຫັດຈະປ່ຽນ.',
    en: 'A code was computed from this record. Change one letter and the code is another.',
  },
  howTwo: {
    lo: 'ລະຫັດນັ້ນຢູ່ລຳດັບທີ {entry} ໃນບັນຊີທີ່ເພີ່ມໄດ້ຢ່າງດຽວ, ລຶບບໍ່ໄດ້, ແກ້ບໍ່ໄດ້.',
    en: 'That code is number {entry} of a list to which one can only add: nothing is taken out or altered.',
  },
  howThree: {
    lo: 'ບັນຊີທັງໝົດ {size} ລຳດັບຖືກລົງລາຍເຊັນ ແລະ ມີສຳເນົາຢູ່ບ່ອນອື່ນ. ຖ້າມີໃຜແກ້ໄຂ, ສຳເນົາຈະບໍ່ກົງກັນ.',
    en: 'The whole list, {size} long, is signed and copied elsewhere. If anyone altered it, the copies would not agree.',
  },
  checkHere: { lo: 'ກວດໃນເຄື່ອງຂອງທ່ານເອງ', en: 'Check it on your own device' },
  checkButton: { lo: 'ກວດດຽວນີ້', en: 'Check now' },
  checkNeedsScript: {
    lo: 'ຖ້າບຣາວເຊີຂອງທ່ານເປີດໃຊ້ JavaScript, ທ່ານກວດໄດ້ທີ່ນີ້. ຖ້າບໍ່, ໃຫ້ໃຊ້ຄຳສັ່ງຂ້າງລຸ່ມ.',
    en: 'With JavaScript your browser can check it here. Without, use the command below.',
  },
  checkBody: { lo: 'ຂໍ້ມູນທີ່ສະແດງກົງກັບລະຫັດໃນບັນຊີ', en: 'The data shown fit the code in the list' },
  checkEntry: { lo: 'ລຳດັບທີ {entry} ຢູ່ໃນບັນຊີທີ່ລົງລາຍເຊັນ', en: 'Entry {entry} is in the signed list' },
  checkSignature: { lo: 'ລາຍເຊັນຂອງບັນຊີ', en: 'The list is signed with the key shown' },
  checkSignatureUnable: { lo: 'ບຣາວເຊີນີ້ກວດລາຍເຊັນບໍ່ໄດ້', en: 'This browser cannot check signatures' },
  checkGood: { lo: 'ຖືກຕ້ອງ', en: 'yes' },
  checkBad: { lo: 'ບໍ່ຖືກຕ້ອງ', en: 'no' },
  checkCommand: { lo: 'ກວດດ້ວຍຄຳສັ່ງ', en: 'Check it by a command' },
  checkCommandText: {
    lo: 'ບັນທຶກຫຼັກຖານຂ້າງລຸ່ມເປັນຟາຍ ແລ້ວກວດໂດຍບໍ່ຕ້ອງເຊື່ອເຄື່ອງແມ່ຂ່າຍ:',
    en: 'Save the proof below as a file and check it without trusting the server:',
  },
  proof: { lo: 'ຫຼັກຖານ', en: 'The proof' },
  proofFile: { lo: 'ດາວໂຫຼດຫຼັກຖານ', en: 'Download the proof' },
  proofEntry: { lo: 'ເນື້ອໃນໃນບັນຊີ', en: 'The entry' },
  proofBody: { lo: 'ຂໍ້ມູນທີ່ເປີດເຜີຍ', en: 'Its public data' },
  proofSalt: { lo: 'ຄ່າສຸ່ມປະກອບ', en: 'Its salt' },
  proofPath: { lo: 'ເສັ້ນທາງຫຼັກຖານ ແລະ ລາຍເຊັນ', en: 'Proof of inclusion and signed checkpoint' },
  proofKey: { lo: 'ກະແຈກວດລາຍເຊັນ', en: 'Verifier key' },
  redactedBody: {
    lo: 'ເນື້ອໃນຖືກລຶບຕາມກົດໝາຍ. ຫຼັກຖານຍັງຄົງຢູ່.',
    en: 'Its contents were erased as the law requires; the proof still stands.',
  },

  placeCode: { lo: 'ລະຫັດ {code}', en: 'Code {code}' },
  placeCounts: { lo: 'ຂໍ້ມູນໃນ {place}', en: 'Data in {place}' },
  placeChildren: { lo: 'ພາຍໃນ {place}', en: 'Within {place}' },
  placeRecord: { lo: 'ລາຍການສະຖານທີ່ນີ້, ປະຫວັດ ແລະ ຫຼັກຖານ', en: 'The record of this place, its history and proof' },
  openPlace: { lo: 'ເປີດໜ້າຂອງ {place}', en: 'Open the page of {place}' },
  noPlaceCounts: { lo: 'ຍັງບໍ່ມີຂໍ້ມູນໃນສະຖານທີ່ນີ້.', en: 'No data about this place yet.' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Every word of the site. */
export const words = { ...pageWords, ...searchWords, ...failureWords };

/** The name of a word. */
export type Word = keyof typeof words;

/** Says a word in one language, its places filled. */
export type Speak = (word: Word, facts?: Readonly<Record<string, unknown>>) => string;

/** The words of one language. */
export function speak(lang: Language): Speak {
  return (word, facts) => (facts === undefined ? words[word][lang] : fill(words[word], facts)[lang]);
}
