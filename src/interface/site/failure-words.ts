// The words of the pages that say no, and of the page about the board. Short, no blame, the next step.
import type { Bilingual } from '#register';

/** Titles, sentences and next steps of failures, and the sections of the about page. */
export const failureWords = {
  absentTitle: { lo: 'ບໍ່ພົບໜ້ານີ້', en: 'There is no such page' },
  absentNext: { lo: 'ກວດເບິ່ງທີ່ຢູ່ອີກຄັ້ງ ຫຼື ຄົ້ນຫາຊື່ທີ່ທ່ານຕ້ອງການ.', en: 'Look at the address again, or search for the name.' },
  invalidTitle: { lo: 'ບໍ່ເຂົ້າໃຈຄຳຂໍນີ້', en: 'This request was not understood' },
  invalidNext: { lo: 'ເລີ່ມໃໝ່ຈາກໜ້າຂໍ້ມູນ ຫຼື ໃຊ້ຄຳຄົ້ນຫາທີ່ສັ້ນກວ່າ.', en: 'Begin again at the data, or use a shorter search.' },
  tooLong: { lo: 'ຄຳຂໍຍາວເກີນໄປ.', en: 'The request is too long.' },
  unreadableDate: { lo: 'ບໍ່ເຂົ້າໃຈວັນທີ.', en: 'The date was not understood.' },
  forbiddenTitle: { lo: 'ທ່ານຍັງບໍ່ມີສິດເບິ່ງຂໍ້ມູນນີ້', en: 'You have no right to see this' },
  forbiddenNext: { lo: 'ກະລຸນາຕິດຕໍ່ອົງການຮັບຜິດຊອບ.', en: 'Please contact the office responsible.' },
  goneTitle: { lo: 'ຂໍ້ມູນນີ້ຖືກຖອນອອກແລ້ວ', en: 'This has been withdrawn' },
  goneNext: { lo: 'ເບິ່ງປະຫວັດເພື່ອຮູ້ວ່າປ່ຽນແປງແນວໃດ.', en: 'See the history for what changed.' },
  busyTitle: { lo: 'ມີຄົນໃຊ້ຫຼາຍໃນເວລານີ້', en: 'Very many people are here just now' },
  busyNext: { lo: 'ກະລຸນາລໍຖ້າໜຶ່ງນາທີ ແລ້ວລອງໃໝ່.', en: 'Please wait a minute and try again.' },
  oftenTitle: { lo: 'ຄຳຂໍຖີ່ເກີນໄປ', en: 'Too many requests' },
  oftenNext: { lo: 'ກະລຸນາລໍຖ້າໜ້ອຍໜຶ່ງ ແລ້ວລອງໃໝ່.', en: 'Please wait a little and try again.' },
  awayTitle: { lo: 'ຖານຂໍ້ມູນບໍ່ຕອບໃນເວລານີ້', en: 'The database does not answer just now' },
  awayNext: {
    lo: 'ກະລຸນາລອງໃໝ່ພາຍຫຼັງ. ຖ້າຍັງບໍ່ໄດ້, ໃຫ້ແຈ້ງເລກອ້າງອີງນີ້:',
    en: 'Please try again a little later. If it fails again, tell us this reference:',
  },
  faultTitle: { lo: 'ລະບົບຂັດຂ້ອງ', en: 'The system failed' },
  faultNext: {
    lo: 'ກະລຸນາລອງໃໝ່. ຖ້າຍັງບໍ່ໄດ້, ໃຫ້ແຈ້ງເລກອ້າງອີງນີ້:',
    en: 'Please try again. If it fails again, tell us this reference:',
  },

  aboutTitle: { lo: 'ກ່ຽວກັບກະດານຂໍ້ມູນນີ້', en: 'About this board of data' },
  aboutLead: {
    lo: 'ກະດານຂໍ້ມູນຊຸມຊົນລາວ ພາກລັດ ແມ່ນບ່ອນທີ່ອົງການຂອງລັດ ຈາກສູນກາງຮອດທ້ອງຖິ່ນ ເຜີຍແຜ່ຂໍ້ມູນໃຫ້ປະຊາຊົນ.',
    en: 'Government Laopedia is where the offices of the state, from the centre to the locality, publish their data to the people.',
  },
  aboutWhat: { lo: 'ມີຫຍັງແດ່', en: 'What is here' },
  aboutWhatText: {
    lo: 'ແຕ່ລະຊຸດຂໍ້ມູນມີອົງການໜຶ່ງຮັບຜິດຊອບ. ທຸກລາຍການມີທີ່ຢູ່ຖາວອນ, ບອກວ່າໃຜເຜີຍແຜ່, ວັນທີໃດ, ແລະ ມີປະຫວັດການປ່ຽນແປງ.',
    en: 'One office answers for each set of data. Every record has a lasting address, says who published it and when, and keeps its history.',
  },
  aboutTrust: { lo: 'ເຊື່ອຖືໄດ້ແນວໃດ', en: 'How to trust it' },
  aboutTrustText: {
    lo: 'ຂໍ້ມູນຈະເຜີຍແຜ່ໄດ້ເມື່ອມີຄົນອື່ນອະນຸມັດແລ້ວ. ທຸກການປ່ຽນແປງຖືກຂຽນໃສ່ບັນຊີທີ່ເພີ່ມໄດ້ຢ່າງດຽວ ແລະ ລົງລາຍເຊັນ. ທ່ານກວດໄດ້ເອງ: ກົດ “ກວດສອບຄວາມຖືກຕ້ອງ” ຢູ່ທ້າຍທຸກລາຍການ.',
    en: 'Data are published once another person has approved them. Every change is written to a signed list to which one can only add. Check it yourself: follow “Verify” at the foot of any record.',
  },
  aboutCopy: { lo: 'ເອົາຂໍ້ມູນໄປໃຊ້', en: 'Take a copy' },
  aboutCopyText: {
    lo: 'ທຸກລາຍການດາວໂຫຼດໄດ້ເປັນ CSV, Excel ຫຼື JSON. ລະບົບອື່ນເຊື່ອມຕໍ່ໄດ້ຜ່ານ API.',
    en: 'Every list can be downloaded as CSV, Excel or JSON. Other systems connect through the API.',
  },
  aboutWrong: { lo: 'ເຫັນຂໍ້ມູນບໍ່ຖືກຕ້ອງ', en: 'When something is wrong' },
  aboutWrongText: {
    lo: 'ກົດ “ແຈ້ງວ່າຂໍ້ມູນບໍ່ຖືກຕ້ອງ” ຢູ່ທ້າຍລາຍການ. ຂໍ້ມູນທີ່ແກ້ໄຂແລ້ວຈະສະແດງທັງອັນເກົ່າ ແລະ ອັນໃໝ່.',
    en: 'Follow “Say this is wrong” at the foot of the record. A correction shows both the old and the new.',
  },
  aboutSample: { lo: 'ຂໍ້ມູນຕົວຢ່າງ', en: 'Sample data' },
  aboutSampleText: {
    lo: 'ລະບົບນີ້ກຳລັງສະແດງຂໍ້ມູນຕົວຢ່າງ. ລາຍການທີ່ມີເຄື່ອງໝາຍ “ຕົວຢ່າງ” ແມ່ນແຕ່ງຂຶ້ນ.',
    en: 'This installation shows sample data. Records marked “Sample” are invented.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
