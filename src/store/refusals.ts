// What the store refuses, with the sentences. No rule stands here.
import { refusalsOf } from '#register';

/** The refusals of the store. */
export const storeRefusals = {
  'newer-database': {
    kind: 'conflict',
    lo: 'ຖານຂໍ້ມູນນີ້ຖືກປັບໂດຍລຸ້ນໃໝ່ກວ່າ ({name})',
    en: 'This database was migrated by a newer version ({name}).',
    next: { lo: 'ໃຫ້ຕິດຕັ້ງ Laopedia ລຸ້ນໃໝ່ກວ່າ', en: 'Install a newer Laopedia.' },
  },
  'server-too-old': {
    kind: 'invalid',
    lo: 'PostgreSQL ລຸ້ນ {version} ເກົ່າເກີນໄປ',
    en: 'PostgreSQL {version} is too old.',
    next: { lo: 'ໃຊ້ PostgreSQL 15 ຂຶ້ນໄປ', en: 'Use PostgreSQL 15 or later.' },
  },
  'extension-missing': {
    kind: 'invalid',
    lo: 'ຖານຂໍ້ມູນຂາດສ່ວນເສີມ {extension}',
    en: 'The database lacks the extension {extension}.',
    next: {
      lo: 'ຕິດຕັ້ງ postgresql-contrib ແລ້ວສັ່ງ create extension {extension}',
      en: 'Install postgresql-contrib and run: create extension {extension}',
    },
  },
  'locale-c': {
    kind: 'invalid',
    lo: 'ຖານຂໍ້ມູນນີ້ໃຊ້ locale C ຈຶ່ງຄົ້ນຫາຄຳລາວບໍ່ໄດ້',
    en: 'This database has the locale C, under which Lao cannot be searched.',
    next: {
      lo: "ສ້າງຖານຂໍ້ມູນໃໝ່: create database laopedia template template0 encoding 'UTF8' locale 'C.UTF-8'",
      en: "Make the database anew: create database laopedia template template0 encoding 'UTF8' locale 'C.UTF-8'",
    },
  },
  'not-utf8': {
    kind: 'invalid',
    lo: 'ຖານຂໍ້ມູນນີ້ບໍ່ແມ່ນ UTF-8 (ແຕ່ແມ່ນ {encoding})',
    en: 'This database is not UTF-8 (it is {encoding}).',
    next: {
      lo: "ສ້າງຖານຂໍ້ມູນໃໝ່: create database laopedia template template0 encoding 'UTF8' locale 'C.UTF-8'",
      en: "Make the database anew: create database laopedia template template0 encoding 'UTF8' locale 'C.UTF-8'",
    },
  },
  'server-running': {
    kind: 'busy',
    lo: 'ມີເຊີບເວີອື່ນໃຊ້ໂຟນເດີຂໍ້ມູນນີ້ຢູ່ແລ້ວ: {detail}',
    en: 'Another server already uses this data folder: {detail}.',
    next: { lo: 'ປິດເຊີບເວີນັ້ນກ່ອນ ຫຼື ຕັ້ງ LAOPEDIA_DATA ໃໝ່', en: 'Stop it first, or set LAOPEDIA_DATA to another folder.' },
  },
  'cannot-start': {
    kind: 'invalid',
    lo: 'ເປີດຖານຂໍ້ມູນບໍ່ໄດ້: {detail}',
    en: 'The database cannot be opened: {detail}.',
    next: { lo: 'ເບິ່ງ postgres.log ໃນໂຟນເດີຂໍ້ມູນ', en: 'See postgres.log in the data folder.' },
  },
  'no-such-register': {
    kind: 'absent',
    lo: 'ບໍ່ມີທະບຽນຊື່ “{register}”',
    en: 'There is no register named "{register}".',
    next: { lo: 'ເບິ່ງລາຍຊື່ດ້ວຍ laopedia registers', en: 'See the list of registers.' },
  },
  'disk-full': {
    kind: 'busy',
    lo: 'ພື້ນທີ່ດິສເຫຼືອພຽງ {free} ແຕ່ຕ້ອງການ {wanted}: ຕອນນີ້ອ່ານໄດ້ ແຕ່ເຜີຍແຜ່ບໍ່ໄດ້',
    en: 'The disk has {free} left and {wanted} are needed: for now everything can be read and nothing published.',
    next: {
      lo: 'ເພີ່ມພື້ນທີ່ວ່າງໃຫ້ດິສຂອງໂຟນເດີຂໍ້ມູນ ແລ້ວລະບົບຈະກັບມາເຜີຍແຜ່ໄດ້ເອງ',
      en: 'Make room on the disk of the data folder; publishing goes on by itself.',
    },
  },
  'database-full': {
    kind: 'busy',
    lo: 'ດິສຂອງຖານຂໍ້ມູນເຕັມ: ຕອນນີ້ອ່ານໄດ້ ແຕ່ເຜີຍແຜ່ບໍ່ໄດ້',
    en: "The database's disk is full: for now everything can be read and nothing published.",
    next: {
      lo: 'ເພີ່ມພື້ນທີ່ວ່າງໃຫ້ດິສຂອງ PostgreSQL ແລ້ວລອງໃໝ່ຫຼັງຈາກສອງນາທີ',
      en: "Make room on PostgreSQL's disk, and try again in two minutes.",
    },
  },
  'read-only': {
    kind: 'busy',
    lo: 'ລະບົບເປີດໃຫ້ອ່ານເທົ່ານັ້ນ: {whyLo}',
    en: 'The system is read-only: {whyEn}.',
    next: { lo: 'ແຈ້ງຜູ້ດູແລລະບົບ', en: 'Tell the administrator.' },
  },
} as const;

/** Makes a `store/…` refusal. */
export const refuseStore = refusalsOf('store', storeRefusals);

/** The refusals of the log. */
export const logRefusals = {
  'name-taken': {
    kind: 'conflict',
    lo: 'ມີທະບຽນຊື່ “{register}” ຢູ່ແລ້ວ',
    en: 'There is a register named "{register}" already.',
    next: { lo: 'ສ້າງສຳເນົາໃນລະບົບອື່ນ', en: 'Make the copy in another installation.' },
  },
  'copy-differs': {
    kind: 'invalid',
    lo: 'ສຳເນົາຂອງ “{register}” ບໍ່ກົງກັບຕົ້ນສະບັບ',
    en: 'The copy of "{register}" does not agree with its original.',
    next: { lo: 'ດາວໂຫຼດໃໝ່', en: 'Download it again.' },
  },
  'not-the-missing': {
    kind: 'invalid',
    lo: 'ລາຍການທີ່ໄດ້ມາ ບໍ່ຕໍ່ເນື່ອງຈາກບັນທຶກຂອງ {register} ຈົນຮອດ checkpoint ທີ່ລົງລາຍເຊັນໄວ້',
    en: 'The entries given do not lead from the log of {register} to the signed checkpoint.',
    next: { lo: 'ໃຊ້ສຳເນົາອື່ນ ຫຼື ສຳເນົາສຳຮອງທີ່ໃໝ່ກວ່າ', en: 'Use another mirror, or a newer backup.' },
  },
  copied: {
    kind: 'forbidden',
    lo: '“{register}” ເປັນສຳເນົາຈາກລະບົບອື່ນ, ເຜີຍແຜ່ໃສ່ບໍ່ໄດ້',
    en: '"{register}" is a copy from another installation; nothing is published into it.',
    next: { lo: 'ເຜີຍແຜ່ໃນລະບົບຕົ້ນສະບັບ', en: 'Publish where the original is kept.' },
  },
  'moved-on': {
    kind: 'conflict',
    lo: 'ລາຍການເຫຼົ່ານີ້ຖືກປ່ຽນຫຼັງຈາກສ້າງຂໍ້ສະເໜີ: {keys}',
    en: 'These records changed after the proposal was made: {keys}.',
    next: { lo: 'ນຳເຂົ້າຟາຍໃໝ່ ເພື່ອສົມທຽບກັບຂໍ້ມູນປັດຈຸບັນ', en: 'Import the file again, to compare it with what stands now.' },
  },
  'schema-moved-on': {
    kind: 'conflict',
    lo: 'ນິຍາມຂອງ {register} ຖືກປ່ຽນຫຼັງຈາກສ້າງຂໍ້ສະເໜີ',
    en: 'The definition of {register} changed after the proposal was made.',
    next: { lo: 'ນຳເຂົ້າຟາຍໃໝ່', en: 'Import the file again.' },
  },
} as const;

/** Makes a `log/…` refusal. */
export const refuseLog = refusalsOf('log', logRefusals);
