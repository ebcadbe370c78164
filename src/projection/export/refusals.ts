// What an export can be refused for, and what a stream of a whole register is refused for when it is read.
import { refusalsOf } from '#register';

const askAgain = {
  lo: 'ດາວໂຫຼດໃໝ່ອີກເທື່ອໜຶ່ງ; ຖ້າຍັງເປັນຄືເກົ່າ ໃຫ້ຖາມຜູ້ທີ່ສົ່ງຟາຍ',
  en: 'Fetch it again; if it stays so, ask whoever gave it.',
};

/** The refusals of exports. */
export const exportRefusals = {
  'no-geometry': {
    kind: 'invalid',
    lo: 'ຂໍ້ມູນ “{register}” ບໍ່ມີຖັນທີ່ຕັ້ງ ຈຶ່ງສົ່ງອອກເປັນ GeoJSON ບໍ່ໄດ້',
    en: 'The register "{register}" has no place on a map to export as GeoJSON.',
    next: { lo: 'ເລືອກ csv, xlsx ຫຼື jsonl', en: 'Choose csv, xlsx or jsonl.' },
  },
  'too-many-rows': {
    kind: 'invalid',
    lo: 'ມີ {rows} ແຖວ ຫຼາຍກວ່າທີ່ XLSX ຮັບໄດ້ ({most})',
    en: 'There are {rows} rows, more than XLSX can hold ({most}).',
    next: { lo: 'ເລືອກ csv ຫຼື ກັ່ນຕອງໃຫ້ໜ້ອຍລົງ', en: 'Choose csv, or filter.' },
  },
  'whole-only': {
    kind: 'invalid',
    lo: 'RSF ແມ່ນທະບຽນທັງໝົດ ຈຶ່ງກັ່ນຕອງບໍ່ໄດ້',
    en: 'RSF is the whole register and takes no filters.',
    next: { lo: 'ເອົາຕົວກັ່ນຕອງອອກ ຫຼື ເລືອກ csv', en: 'Leave the filters out, or choose csv.' },
  },
  'rsf-form': {
    kind: 'invalid',
    lo: 'ແຖວທີ {line} ບໍ່ແມ່ນຮູບແບບ laopedia-rsf/v1',
    en: 'Line {line} is not in the form laopedia-rsf/v1.',
    next: askAgain,
  },
  'rsf-digest': {
    kind: 'conflict',
    lo: 'ແຖວທີ {line} ບໍ່ກົງກັບລາຍນິ້ວມືຂອງມັນ: ເນື້ອໃນຖືກປ່ຽນ',
    en: 'Line {line} does not match its digest: its body was changed.',
    next: askAgain,
  },
  'rsf-root': {
    kind: 'conflict',
    lo: 'ແຖວທີ {line} ບອກຮາກອື່ນ: ມີລາຍການຖືກປ່ຽນ, ເພີ່ມ ຫຼື ຂາດ',
    en: 'Line {line} states another root: an entry before it was changed, added or is missing.',
    next: askAgain,
  },
  'rsf-short': {
    kind: 'invalid',
    lo: 'ຟາຍຂາດກາງຄັນ ຫຼັງຈາກແຖວທີ {line}',
    en: 'The stream breaks off after line {line}.',
    next: askAgain,
  },
} as const;

/** Makes an `export/…` refusal. */
export const refuseExport = refusalsOf('export', exportRefusals);
