// The table that the bench of dialects spoils: 84 rows of nine columns, invented, in Lao and English, with all that makes CSV hard in
// its cells: delimiters, doubled quotes, apostrophes, dates, times, prices, addresses and cells that are empty.

/** Rows of texts, the header first. */
export type Table = readonly (readonly string[])[];

const header = ['ວັນທີ', 'ເວລາ', 'ຈຳນວນ', 'ລະຫັດ', 'ລາຄາ', 'ສິນຄ້າ', 'Description', 'ທີ່ຢູ່ເວັບ', 'ໝາຍເຫດ'];
const goods = ['ຜ້າໄໝ', 'ກາເຟ, ຄົ່ວ', 'ເຂົ້າໜຽວ', "Weaver's shawl", 'ໂຕະ 48"', 'ກະຕ່າ; ໃຫຍ່', 'Tea 10"" (box)', 'ເຄື່ອງເງິນ'];
const words = [
  'Made by hand, slowly, in a house by the river.',
  "It won't fade: washed in cold water, it keeps its colour.",
  'ຜະລິດຢູ່ບ້ານ, ຂາຍຢູ່ຕະຫຼາດເຊົ້າ.',
  'A length of 8\'9", woven in one piece',
  'Light and strong',
  'ໃຊ້ໄດ້ 100%; ບໍ່ມີສານເຄມີ',
  'Packed in boxes of 12, 24 or 36',
];

/** The table; the same every time. */
export function makeTable(): Table {
  const rows = Array.from({ length: 83 }, (_, at) => {
    const day = String((at % 28) + 1).padStart(2, '0');
    const minutes = at * 15;
    const time = [Math.floor(minutes / 60) % 24, minutes % 60].map(part => String(part).padStart(2, '0')).join(':');
    const code = `LA-${1000 + ((at * 7919) % 9000)}`;
    return [
      `${day}/0${(at % 9) + 1}/2018`,
      time,
      String(at % 17),
      code,
      `₭${(at * 1375) % 90000}.50`,
      goods[at % goods.length] ?? '',
      words[at % words.length] ?? '',
      `https://example.la/${code}.html`,
      at % 5 === 0 ? 'ຂາຍດີ' : '',
    ];
  });
  return [header, ...rows];
}
