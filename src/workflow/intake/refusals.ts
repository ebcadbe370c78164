// What a file or its mapping can be refused for, with the sentences in Lao and English. No rule stands here.
import { refusalsOf } from '#register';

const asXlsx = {
  lo: 'ເປີດຟາຍດ້ວຍ Excel ຫຼື LibreOffice ແລ້ວບັນທຶກເປັນ .xlsx ຫຼື CSV UTF-8 ແລະ ສົ່ງໃໝ່',
  en: 'Open it in Excel or LibreOffice, save it as .xlsx or CSV UTF-8, and send it again.',
};
const correctRow = { lo: 'ແກ້ໄຂບ່ອນນັ້ນ ແລ້ວສົ່ງຟາຍໃໝ່', en: 'Correct that place and send the file again.' };
const smaller = { lo: 'ແບ່ງຟາຍເປັນຫຼາຍຟາຍ ແລ້ວສົ່ງເທື່ອລະຟາຍ', en: 'Divide it into several files and send them one by one.' };
const saveAnew = {
  lo: 'ສ້າງຟາຍໃໝ່ດ້ວຍການບັນທຶກຈາກ Excel ຫຼື LibreOffice ອີກເທື່ອໜຶ່ງ',
  en: 'Make the file anew by saving it from Excel or LibreOffice.',
};
const correctMapping = { lo: 'ແກ້ໄຂການຈັບຄູ່ຖັນ ແລ້ວສົ່ງໃໝ່', en: 'Correct the mapping of columns and send again.' };

const row = (lo: string, en: string, next: { lo: string; en: string }) => ({ kind: 'invalid', lo, en, next }) as const;

/** The refusals of intake. Those named as a problem of lib/sheet answer that problem; `{place}` is row, column and byte. */
export const intakeRefusals = {
  'empty-file': row('ຟາຍນີ້ຫວ່າງເປົ່າ', 'The file is empty.', {
    lo: 'ກວດເບິ່ງວ່າເລືອກຟາຍຖືກ ແລະ ບັນທຶກແລ້ວ',
    en: 'See that it is the right file and that it has been saved.',
  }),
  'old-excel': row('ຟາຍນີ້ເປັນ Excel ແບບເກົ່າ (.xls)', 'The file is an old Excel file (.xls).', asXlsx),
  encrypted: row('ຟາຍນີ້ມີລະຫັດຜ່ານ', 'The file is locked with a password.', {
    lo: 'ເອົາລະຫັດຜ່ານອອກດ້ວຍ Excel ແລ້ວສົ່ງໃໝ່',
    en: 'Take the password off in Excel and send it again.',
  }),
  opendocument: row('ຟາຍນີ້ເປັນ OpenDocument (.ods)', 'The file is an OpenDocument spreadsheet (.ods).', asXlsx),
  html: row('ຟາຍນີ້ເປັນໜ້າເວັບ (HTML), ບໍ່ແມ່ນຕາຕະລາງ Excel', 'The file is a web page (HTML), whatever its name says.', asXlsx),
  zip: row('ຟາຍນີ້ເປັນ zip ທີ່ບໍ່ມີຕາຕະລາງ Excel', 'The file is a zip without an Excel spreadsheet in it.', {
    lo: 'ແຕກຟາຍ zip ອອກ ແລ້ວສົ່ງຟາຍ .xlsx ຫຼື CSV ທີ່ຢູ່ທາງໃນ',
    en: 'Unpack it and send the .xlsx or CSV that is inside.',
  }),
  'not-a-table': row('ຟາຍນີ້ບໍ່ແມ່ນຕາຕະລາງ ແຕ່ແມ່ນ “{given}”', 'The file is no table but “{given}”.', asXlsx),
  'invalid-encoding': row(
    'ຕົວໜັງສືໃນຟາຍອ່ານບໍ່ໄດ້: {place} ບໍ່ແມ່ນ UTF-8',
    'The letters of the file cannot be read: {place} is not UTF-8.',
    {
      lo: 'ບັນທຶກເປັນ .xlsx ຫຼື CSV UTF-8 ຫຼື ບອກຊຸດຕົວອັກສອນຂອງຟາຍ (encoding)',
      en: 'Save it as .xlsx or CSV UTF-8, or name its encoding in the mapping.',
    },
  ),
  'unsupported-encoding': row('ບໍ່ຮູ້ຈັກຊຸດຕົວອັກສອນ {given}', 'The encoding {given} is not known.', asXlsx),
  'unclosed-quote': row('ເຄື່ອງໝາຍ " ເປີດແລ້ວບໍ່ໄດ້ປິດ: {place}', 'A quotation mark is opened and not closed: {place}.', {
    lo: 'ປິດເຄື່ອງໝາຍ " ໃນຊ່ອງນັ້ນ ຫຼື ຂຽນເປັນ "" ແລ້ວສົ່ງໃໝ່',
    en: 'Close the mark in that cell, or write it twice (""), and send again.',
  }),
  'too-large-cell': row('ຊ່ອງ ຫຼື ແຖວໃຫຍ່ເກີນໄປ: {place}', 'A cell or row is too large: {place}.', correctRow),
  'too-large-file': row('ຟາຍໃຫຍ່ເກີນໄປ {given}', 'The file is too large. {given}', smaller),
  'too-many-columns': row('ມີຖັນຫຼາຍເກີນໄປ: {place} {given}', 'There are too many columns: {place} {given}.', {
    lo: 'ລຶບຖັນທີ່ບໍ່ໃຊ້ ຫຼື ບອກເຄື່ອງໝາຍຂັ້ນຖັນ (delimiter)',
    en: 'Delete the columns that are not used, or name the delimiter in the mapping.',
  }),
  'zip-bomb': row('ຟາຍນີ້ຂະຫຍາຍອອກໃຫຍ່ຜິດປົກກະຕິ', 'The file unpacks to far more than a spreadsheet holds.', saveAnew),
  'zip-slip': row(
    'ໃນຟາຍນີ້ມີຊື່ທີ່ຊີ້ອອກນອກຟາຍ: {given}',
    'The file holds a name that points outside of it: {given}.',
    saveAnew,
  ),
  dtd: row('ຟາຍນີ້ມີ DTD ທີ່ຮັບບໍ່ໄດ້', 'The file holds a DTD, which is not taken.', saveAnew),
  'bad-xlsx': row('ຟາຍ Excel ນີ້ເສຍຫາຍ {given}', 'The Excel file is damaged. {given}', saveAnew),
  'bad-json': row('JSON ບໍ່ຖືກຮູບແບບ: {place} {given}', 'The JSON cannot be read: {place} {given}.', correctRow),
  'json-too-deep': row('JSON ຊ້ອນກັນເລິກເກີນໄປ: {place}', 'The JSON is nested too deep: {place}.', correctRow),
  'lone-surrogate': row('ມີຕົວອັກສອນທີ່ບໍ່ຄົບ: {place}', 'There is half a character: {place}.', correctRow),
  'lost-letters': row('ຟາຍນີ້ຕົວໜັງສືລາວຫາຍແລ້ວ (ເຫັນແຕ່ ????)', 'The Lao letters of this file are lost (only ????).', {
    lo: 'ໃຫ້ບັນທຶກຈາກ Excel ເປັນ .xlsx ແລ້ວສົ່ງໃໝ່',
    en: 'Save it from Excel as .xlsx and send it again.',
  }),
  'no-header': row(
    'ບໍ່ພົບຫົວຕາຕະລາງຂອງ “{register}” ໃນ 30 ແຖວທຳອິດ. ຖັນທີ່ຕ້ອງການ: {columnsLo}',
    'No row among the first 30 looks like the header of "{registerEn}". Columns wanted: {columnsEn}.',
    {
      lo: 'ໃສ່ຫົວຖັນຕາມແບບຟອມ ຫຼື ບອກແຖວຂອງຫົວຕາຕະລາງ (headerRow)',
      en: 'Use the headers of the template, or name the header row in the mapping.',
    },
  ),
  'legacy-font': row(
    'ຫົວຕາຕະລາງໃຊ້ຟອນເກົ່າ “{font}” ທີ່ບໍ່ແມ່ນ Unicode ຈຶ່ງອ່ານບໍ່ໄດ້',
    'The header is in the old font "{font}", which is not Unicode, and cannot be read.',
    {
      lo: 'ປ່ຽນຕົວໜັງສືໃນຟາຍເປັນ Unicode (Phetsarath OT) ແລ້ວສົ່ງໃໝ່',
      en: 'Convert the text of the file to Unicode (Phetsarath OT) and send it again.',
    },
  ),
  'no-such-sheet': row(
    'ບໍ່ມີແຜ່ນງານ “{given}” ໃນຟາຍນີ້. ມີ: {known}',
    'There is no sheet "{given}" in the file. It has: {known}.',
    correctMapping,
  ),
  'no-sheet': row('ຟາຍນີ້ບໍ່ມີແຜ່ນງານທີ່ເບິ່ງເຫັນໄດ້', 'The file has no visible sheet.', {
    lo: 'ເປີດແຜ່ນງານທີ່ເຊື່ອງໄວ້ (Unhide) ຫຼື ບອກຊື່ແຜ່ນງານ',
    en: 'Unhide the sheet, or name it in the mapping.',
  }),
  'no-such-column': row(
    'ການຈັບຄູ່ອ້າງເຖິງຖັນ “{given}” ທີ່ບໍ່ມີໃນຟາຍ. ມີ: {known}',
    'The mapping names a column "{given}" that the file does not have. It has: {known}.',
    correctMapping,
  ),
  'no-such-field': row(
    'ການຈັບຄູ່ອ້າງເຖິງຂໍ້ມູນ “{given}” ທີ່ບໍ່ມີໃນທະບຽນ. ມີ: {known}',
    'The mapping names a field "{given}" that the register does not have. It has: {known}.',
    correctMapping,
  ),
  'bad-mapping': row(
    'ການຈັບຄູ່ຖັນບໍ່ຖືກຢູ່ {path}: ຕ້ອງເປັນ {wanted}',
    'The mapping is wrong at {path}: {wanted} is wanted.',
    correctMapping,
  ),
} as const;

/** Makes an `intake/…` refusal. */
export const refuseIntake = refusalsOf('intake', intakeRefusals);
