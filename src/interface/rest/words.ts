// The words of the API's description and of what is nobody's rule: a request that cannot be read, and a fault of ours.

/** Sentences of problems that are no refusals. */
export const problemWords = {
  notUnderstood: {
    lo: 'ອ່ານຄຳຂໍບໍ່ໄດ້',
    en: 'The request cannot be understood.',
    next: { lo: 'ກວດທີ່ຢູ່ແລ້ວລອງໃໝ່', en: 'Check the address and try again.' },
  },
  tooLong: {
    lo: 'ທີ່ຢູ່ຍາວເກີນໄປ',
    en: 'The address is too long to be read.',
    next: { lo: 'ຄົ້ນຫາດ້ວຍຄຳທີ່ສັ້ນກວ່າ', en: 'Search with fewer words.' },
  },
  unavailable: {
    lo: 'ຖານຂໍ້ມູນບໍ່ຕອບ',
    en: 'The database does not answer.',
    next: { lo: 'ລອງໃໝ່ພາຍຫຼັງ', en: 'Try again a little later.' },
  },
  fault: {
    lo: 'ລະບົບຂັດຂ້ອງ',
    en: 'Something broke on our side.',
    next: { lo: 'ແຈ້ງເລກອ້າງອີງໃຫ້ຜູ້ດູແລລະບົບ', en: 'Tell the administrator the reference.' },
  },
} as const;

/** What each route does. */
export const routeWords = {
  registers: { lo: 'ລາຍຊື່ຂໍ້ມູນທັງໝົດ', en: 'All registers' },
  register: { lo: 'ຂໍ້ມູນໜຶ່ງ', en: 'One register' },
  schema: { lo: 'ຖັນຂອງຂໍ້ມູນ ຕາມແບບ Table Schema', en: 'The fields, as a plain Table Schema (Data Package v2)' },
  records: { lo: 'ລາຍການ: ກັ່ນຕອງ, ລຽງ, ແບ່ງໜ້າ', en: 'Records: filtered, sorted, page by page' },
  record: { lo: 'ລາຍການໜຶ່ງ ຕາມລະຫັດ', en: 'One record by its key' },
  history: { lo: 'ປະຫວັດຂອງລາຍການ', en: 'The history of a record, newest first' },
  entries: {
    lo: 'ການປ່ຽນແປງຕາມລຳດັບ',
    en: 'The change feed: entries of the log in order, up to its committed end (the signed part is under /log)',
  },
  counts: { lo: 'ຈຳນວນລາຍການຕາມຄ່າຂອງຖັນ', en: 'How many records have each value of a facet' },
  search: { lo: 'ຄົ້ນຫາໃນທຸກຂໍ້ມູນ', en: 'Search in all registers or in one' },
  suggest: { lo: 'ຊື່ທີ່ຂຶ້ນຕົ້ນດ້ວຍສິ່ງທີ່ພິມ', en: 'Names that begin with what was typed' },
  export: { lo: 'ດາວໂຫຼດທັງໝົດເປັນຟາຍ', en: 'All records as a file; rows, size, root and digest come as trailers' },
  openapi: { lo: 'ຄຳອະທິບາຍນີ້ ຕາມແບບ OpenAPI 3.1', en: 'This description as OpenAPI 3.1' },
} as const;

/** What each parameter means. */
export const parameterWords = {
  register: { lo: 'ຊື່ຂໍ້ມູນ', en: 'Name of the register' },
  key: { lo: 'ລະຫັດ; ຫຼາຍພາກສ່ວນຄັ່ນດ້ວຍ ~', en: 'Key; the parts of a composite key are percent-encoded and joined by ~' },
  filters: {
    lo: '{field}=ຄ່າ; ໃຫ້ຫຼາຍເທື່ອ = ຄ່າໃດກໍໄດ້; {field}.from= ແລະ {field}.to= ແມ່ນຊ່ວງ; ຖັນທີ່ຊື່ຊ້ຳກັບຕົວປ່ຽນແມ່ນ f.{field}',
    en: '{field}=value; repeated: any of them; {field}.from= and {field}.to= for ranges; f.{field} for a field named like a parameter',
  },
  q: { lo: 'ຄຳທີ່ຄົ້ນຫາ', en: 'Words that the records have; the 10,000 best at most' },
  sort: { lo: 'ຖັນທີ່ລຽງຕາມ; ໃສ່ - ໄວ້ໜ້າເພື່ອລຽງກັບ', en: 'Field to sort by; - before it for descending' },
  limit: { lo: 'ຈຳນວນຫຼາຍສຸດ', en: 'Most to answer, 1 to 1000' },
  after: { lo: 'ຕຳແໜ່ງຈາກ next ຂອງໜ້າກ່ອນ', en: 'The next of the page before' },
  count: { lo: 'exact: ນັບທັງໝົດນຳ', en: 'exact: count all of them too' },
  asAt: { lo: 'ຕາມທີ່ເຜີຍແຜ່ແລ້ວໃນມື້ນັ້ນ ຫຼື ເລກລຳດັບ', en: 'As published by the end of a day (Vientiane) or by an entry number' },
  validAt: { lo: 'ທີ່ມີຜົນໃນມື້ນັ້ນ', en: 'As it held on a day' },
  place: { lo: 'ລະຫັດສະຖານທີ່: ສະເພາະໃນນັ້ນ', en: 'Code of a place: only what lies in it' },
  offset: { lo: 'ຂ້າມໄປຈຳນວນໜຶ່ງ', en: 'Results to skip; at most 200 are ordered' },
  counts: { lo: 'true: ນັບຕາມຂໍ້ມູນນຳ', en: 'true: also count, by register, the records that have all the words' },
  from: { lo: 'ເລີ່ມຈາກເລກລຳດັບ', en: 'Number of the first entry wanted, from 0' },
  by: { lo: 'ຖັນທີ່ນັບຕາມ', en: 'The facet to count by' },
} as const;

/** The words of the page that describes the API. */
export const pageWords = {
  title: { lo: 'API ສຳລັບອ່ານຂໍ້ມູນ', en: 'The API for reading' },
  about: {
    lo: 'ທຸກຄົນອ່ານໄດ້ ໂດຍບໍ່ຕ້ອງລົງທະບຽນ. ທຸກຄຳຕອບເປັນ JSON; ຂໍ້ຜິດພາດບອກເປັນພາສາລາວ ແລະ ອັງກິດ.',
    en: 'Anybody may read, without a key. Answers are JSON; problems speak Lao and English.',
  },
  parameters: { lo: 'ຕົວປ່ຽນ', en: 'Parameters' },
  home: { lo: 'ໜ້າຫຼັກ', en: 'Home' },
} as const;
