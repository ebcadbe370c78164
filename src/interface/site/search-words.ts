// The words of searching: the box, its suggestions, and the page of results. Short, no blame, the next step.
import type { Bilingual } from '#register';

/** What a person who searches reads. */
export const searchWords = {
  searchHint: { lo: 'ຂຽນເປັນຕົວລາວ ຫຼື ຕົວລາແຕັງກໍໄດ້', en: 'In Lao or in Latin letters' },
  searchLabel: { lo: 'ຄົ້ນຫາຊື່, ເລກທີ ຫຼື ສະຖານທີ່', en: 'Search for a name, a number or a place' },
  searchTitle: { lo: 'ຄົ້ນຫາ', en: 'Search' },
  suggestions: { lo: 'ຊື່ທີ່ກົງກັນ', en: 'Names that match' },
  suggestionsMany: {
    lo: 'ຊື່ທີ່ກົງກັນ: {count}. ໃຊ້ປຸ່ມລູກສອນຂຶ້ນ ຫຼື ລົງ ເພື່ອເລືອກ.',
    en: 'Names that match: {count}. Choose with the up and down arrows.',
  },
  suggestionsNone: { lo: 'ບໍ່ມີຊື່ທີ່ກົງກັນ', en: 'No names match' },
  resultsFor: { lo: 'ຜົນການຄົ້ນຫາ “{q}”', en: 'Results for “{q}”' },
  nothingFoundFor: { lo: 'ບໍ່ພົບ “{q}”', en: 'Nothing found for “{q}”' },
  didYouMean: { lo: 'ທ່ານໝາຍເຖິງ “{q}” ບໍ?', en: 'Did you mean “{q}”?' },
  spelledAs: {
    lo: 'ບໍ່ມີຄຳທີ່ຂຽນວ່າ “{q}”. ສະແດງຄຳທີ່ຂຽນວ່າ “{text}”.',
    en: 'Nothing is spelled “{q}”. Shown is what is spelled “{text}”.',
  },
  soundsAlike: { lo: 'ສະແດງຊື່ທີ່ອ່ານອອກສຽງຄ້າຍກັນ.', en: 'Shown are names that sound alike.' },
  someWords: {
    lo: 'ບໍ່ມີລາຍການທີ່ມີຄຳທັງໝົດນີ້. ສະແດງລາຍການທີ່ມີບາງຄຳ.',
    en: 'No record has all of these words. Shown are those that have some.',
  },
  readAsLao: { lo: 'ອ່ານເປັນຕົວລາວ: “{text}”', en: 'Read in Lao letters: “{text}”' },
  comesNear: { lo: 'ທີ່ໃກ້ຄຽງ:', en: 'What comes near:' },
  waysToAsk: { lo: 'ວິທີຄົ້ນຫາ', en: 'Ways to ask' },
  askFewer: { lo: 'ໃຊ້ຄຳໜ້ອຍລົງ ຫຼື ຄຳທີ່ສັ້ນກວ່າ.', en: 'Use fewer words, or a shorter one.' },
  askSpelling: { lo: 'ລອງຂຽນແບບອື່ນ; ບໍ່ໃສ່ວັນນະຍຸດກໍໄດ້.', en: 'Try another spelling; tone marks may be left out.' },
  askLatin: { lo: 'ຂຽນຊື່ລາວເປັນຕົວລາແຕັງກໍໄດ້, ເຊັ່ນ bokeo.', en: 'Write Lao names in Latin letters, such as bokeo.' },
  askNumber: { lo: 'ຂຽນເລກທີ ຫຼື ເບີໂທ, ມີຂີດ ຫຼື ບໍ່ມີກໍໄດ້.', en: 'Enter a number, with or without dashes.' },
  orChoose: { lo: 'ຫຼື ເລືອກຈາກຂໍ້ມູນທັງໝົດ', en: 'Or choose from all data' },
  allInRegister: { lo: 'ເບິ່ງທັງໝົດໃນ {register}', en: 'See all in {register}' },
  allCounted: { lo: 'ເບິ່ງທັງໝົດ {count} ລາຍການ ໃນ {register}', en: 'See all {count} in {register}' },
  searchAll: { lo: 'ຄົ້ນຫາໃນຂໍ້ມູນທັງໝົດ', en: 'Search all data' },
  oneProvince: { lo: 'ເລືອກແຂວງ', en: 'In one province only' },
  onlyIn: { lo: 'ສະເພາະ {place}', en: 'Only in {place}' },
  searchThere: { lo: 'ຄົ້ນຫາ “{q}” ສະເພາະໃນ {place}', en: 'Search for “{q}” in {place} only' },
  byMatch: { lo: 'ຄວາມກົງກັນ', en: 'Best match' },
  closestShown: {
    lo: 'ພົບ {count} ລາຍການ; ນີ້ແມ່ນ {shown} ລາຍການທີ່ກົງທີ່ສຸດ.',
    en: '{count} records were found; these are the {shown} closest.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
