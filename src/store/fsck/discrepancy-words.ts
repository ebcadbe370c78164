// The sentences of fsck. Words only.

const restoreEntries = {
  lo: 'ຢ່າເຜີຍແຜ່ຕໍ່. ກູ້ຄືນຈາກສຳເນົາ (mirror) ຫຼື ສຳຮອງຂໍ້ມູນ',
  en: 'Publish nothing more; bring the entries back from a mirror or a backup.',
};
const restoreBodies = {
  lo: 'ກູ້ຄືນເນື້ອໃນນີ້ຈາກສຳເນົາ (mirror) ຫຼື ສຳຮອງຂໍ້ມູນ',
  en: 'Bring this body back from a mirror or a backup.',
};
const foldAgain = {
  lo: 'ໃຫ້ສ້າງຂໍ້ມູນທີ່ສະແດງ ຄືນໃໝ່ຈາກບັນທຶກຂອງ {register}; ບັນທຶກຍັງຄົບ',
  en: 'Replay the log of {register}; the log itself is whole.',
};
const foldTiles = {
  lo: 'ໃຫ້ສ້າງຕົ້ນໄມ້ຂອງ {register} ຄືນໃໝ່ຈາກລາຍການໃນບັນທຶກ; ລາຍການຍັງຄົບ',
  en: 'Make the tree of {register} anew from its entries; the entries themselves are whole.',
};
const eraseAgain = {
  lo: 'ໃຫ້ລຶບອອກອີກຄັ້ງດຽວນີ້; ຂໍ້ມູນນີ້ຖືກລຶບຕາມກົດໝາຍແລ້ວ',
  en: 'Erase it again now: it was redacted by law.',
};

/** Code to sentence and next step; `{place}` and the other facts are filled in. */
export const discrepancyRows = {
  'entry-missing': { lo: '{place} ບໍ່ມີໃນບັນທຶກ', en: '{place} is missing from the log.', next: restoreEntries },
  'entry-outside': {
    lo: 'ມີ {count} ລາຍການ ນອກຂອບເຂດຂອງບັນທຶກ',
    en: '{count} entries have numbers outside of the log.',
    next: restoreEntries,
  },
  'publication-missing': {
    lo: '{place} ເປັນການເຜີຍແຜ່ ແຕ່ບໍ່ມີແຖວຂອງມັນ',
    en: '{place} is a publication that has no row.',
    next: restoreEntries,
  },
  'publication-differs': {
    lo: 'ແຖວການເຜີຍແຜ່ບໍ່ກົງກັບ {place}',
    en: 'The row of the publication says something else than {place}.',
    next: restoreEntries,
  },
  'publication-gap': {
    lo: 'ການເຜີຍແຜ່ທີ່ {place} ບໍ່ຕໍ່ຈາກອັນກ່ອນ',
    en: 'The publication at {place} does not begin where the one before ended.',
    next: restoreEntries,
  },
  'publication-earlier': {
    lo: 'ການເຜີຍແຜ່ທີ່ {place} ມີເວລາກ່ອນອັນກ່ອນໜ້າ',
    en: 'The publication at {place} has an earlier time than the one before it.',
    next: restoreEntries,
  },
  'publication-outside': {
    lo: 'ມີ {count} ການເຜີຍແຜ່ ນອກຂອບເຂດຂອງບັນທຶກ',
    en: '{count} publications stand outside of the log.',
    next: restoreEntries,
  },
  'log-open': {
    lo: 'ບັນທຶກບໍ່ໄດ້ຈົບດ້ວຍການເຜີຍແຜ່',
    en: 'The log does not end with a publication.',
    next: restoreEntries,
  },
  'register-unknown': {
    lo: '{count} ແຖວໃນ {place} ເປັນຂອງທະບຽນທີ່ບໍ່ມີ',
    en: '{count} rows of {place} belong to no register.',
    next: restoreEntries,
  },
  'entry-unreadable': {
    lo: '{place} ອ່ານບໍ່ໄດ້',
    en: '{place} is of no form known here.',
    next: restoreEntries,
  },
  'entry-altered': {
    lo: '{place} ບໍ່ກົງກັບລາຍນິ້ວມືຂອງມັນໃນຕົ້ນໄມ້',
    en: '{place} does not have the hash that stands in the tree.',
    next: restoreEntries,
  },
  'hashers-differ': {
    lo: 'ຕົວຄິດໄລ່ສອງຕົວໃຫ້ລາຍນິ້ວມືຂອງ {place} ບໍ່ຄືກັນ',
    en: 'The two hashers do not agree on {place}.',
    next: { lo: 'ກວດໜ່ວຍຄວາມຈຳຂອງເຄື່ອງ ແລ້ວກວດຄືນໃໝ່', en: "Test the machine's memory, then check again." },
  },
  'tile-differs': {
    lo: '{place} ບໍ່ກົງກັບລາຍການຂອງມັນ',
    en: '{place} is not what its entries make.',
    next: foldTiles,
  },
  'tile-missing': { lo: 'ບໍ່ມີ {place}', en: '{place} is missing.', next: foldTiles },
  'tile-outside': {
    lo: 'ມີ {count} tile ທີ່ບັນທຶກບໍ່ຄວນມີ',
    en: 'There are {count} tiles that a log of this size does not have.',
    next: foldTiles,
  },
  'head-differs': {
    lo: '{place} ຂອງຫົວບັນທຶກບໍ່ກົງກັບລາຍການ',
    en: 'The head of the log has a {place} that its entries do not make.',
    next: foldTiles,
  },
  'checkpoint-beyond': {
    lo: '{place} ຍາວກວ່າບັນທຶກ: ບັນທຶກສັ້ນລົງ',
    en: '{place} is longer than the log: entries were lost.',
    next: restoreEntries,
  },
  'checkpoint-differs': {
    lo: '{place} ບໍ່ແມ່ນຈຸດເລີ່ມຂອງບັນທຶກນີ້',
    en: '{place} is no beginning of this log.',
    next: restoreEntries,
  },
  'checkpoint-within': {
    lo: '{place} ບໍ່ໄດ້ຈົບທີ່ການເຜີຍແຜ່',
    en: '{place} does not end at a publication.',
    next: restoreEntries,
  },
  'checkpoint-unreadable': {
    lo: '{place} ອ່ານບໍ່ໄດ້ ຫຼື ບໍ່ກົງກັບແຖວຂອງມັນ',
    en: '{place} cannot be read, or does not say what its row says.',
    next: {
      lo: 'ກູ້ຄືນຈາກຈຸດຢັ້ງຢືນ (anchor) ນອກຖານຂໍ້ມູນ',
      en: 'Take the checkpoint from the anchor outside of the database.',
    },
  },
  'projection-differs': {
    lo: '{fold}: {place} ບໍ່ກົງກັບບັນທຶກ',
    en: '{fold}: {place} is not what the log says.',
    next: foldAgain,
  },
  'projection-missing': {
    lo: '{fold}: ບໍ່ມີ {place}',
    en: '{fold}: {place} is missing.',
    next: foldAgain,
  },
  'projection-superfluous': {
    lo: '{fold}: ບັນທຶກບໍ່ຮູ້ຈັກ {place}',
    en: '{fold}: the log knows nothing of {place}.',
    next: foldAgain,
  },
  'definition-differs': {
    lo: 'ນິຍາມທີ່ເກັບໄວ້ບໍ່ກົງກັບ {place}',
    en: 'The definition kept is not that of {place}.',
    next: foldAgain,
  },
  'schema-unreadable': {
    lo: 'ນິຍາມໃນ {place} ອ່ານບໍ່ໄດ້, ຈຶ່ງກວດລາຍການບໍ່ໄດ້',
    en: 'The definition in {place} cannot be read, so that records cannot be checked.',
    next: restoreBodies,
  },
  'body-differs': {
    lo: 'ເນື້ອໃນ {tier} ຂອງ {place} ບໍ່ກົງກັບລາຍນິ້ວມື',
    en: 'The {tier} body of {place} does not have its digest.',
    next: restoreBodies,
  },
  'body-missing': {
    lo: 'ບໍ່ມີເນື້ອໃນ {tier} ຂອງ {place} ທັງທີ່ບໍ່ໄດ້ຖືກລຶບ',
    en: 'The {tier} body of {place} is missing and was not redacted.',
    next: restoreBodies,
  },
  'body-unnamed': {
    lo: '{place} ບໍ່ໄດ້ກ່າວເຖິງເນື້ອໃນ {tier}',
    en: 'There is a {tier} body that {place} does not name.',
    next: restoreBodies,
  },
  'blob-missing': {
    lo: 'ບໍ່ມີໄຟລ໌ {blob} ທີ່ {place} ອ້າງເຖິງ',
    en: 'The file {blob} of {place} is missing.',
    next: { lo: 'ກູ້ຄືນໄຟລ໌ຈາກສຳຮອງຂໍ້ມູນ', en: 'Bring the file back from a backup.' },
  },
  'blob-differs': {
    lo: '{place} ບໍ່ກົງກັບລາຍນິ້ວມື',
    en: '{place} does not have its digest.',
    next: { lo: 'ກູ້ຄືນໄຟລ໌ຈາກສຳຮອງຂໍ້ມູນ', en: 'Bring the file back from a backup.' },
  },
  'projection-behind': {
    lo: '{place} ຢູ່ທີ່ {come}, ຄວນຢູ່ທີ່ {wanted}',
    en: '{place} has come to {come} and should be at {wanted}.',
    next: foldAgain,
  },
  'redacted-present': {
    lo: '{place} ຖືກລຶບແລ້ວ ແຕ່ຍັງຢູ່ໃນ {where}',
    en: '{place} was redacted and still lies in {where}.',
    next: eraseAgain,
  },
} as const;
