// What the app refuses at its start and at its door, with the sentences.
import { refusalsOf } from '#register';

/** The refusals of the app. */
export const appRefusals = {
  'unknown-setting': {
    kind: 'invalid',
    lo: 'ບໍ່ຮູ້ຈັກການຕັ້ງຄ່າ {name}',
    en: 'The setting {name} is not known.',
    next: { lo: 'ໃຊ້ໄດ້: {known}', en: 'Known: {known}' },
  },
  'bad-setting': {
    kind: 'invalid',
    lo: '{name}={given} ໃຊ້ບໍ່ໄດ້',
    en: '{name}={given} cannot be used.',
    next: { lo: 'ຕ້ອງເປັນ {wanted}', en: 'Wanted: {wanted}' },
  },
  'database-unreachable': {
    kind: 'invalid',
    lo: 'ເຊື່ອມຕໍ່ຖານຂໍ້ມູນ {place} ບໍ່ໄດ້: {detail}',
    en: 'The database {place} cannot be reached: {detail}.',
    next: {
      lo: 'ກວດ DATABASE_URL ແລະ ເບິ່ງວ່າ PostgreSQL ເປີດຢູ່',
      en: 'Check DATABASE_URL, and that PostgreSQL is running.',
    },
  },
  'port-taken': {
    kind: 'conflict',
    lo: 'ພອດ {port} ຖືກໃຊ້ຢູ່ແລ້ວ',
    en: 'Port {port} is already in use.',
    next: { lo: 'ຕັ້ງ PORT ເປັນເລກອື່ນ', en: 'Set PORT to another number.' },
  },
  'port-forbidden': {
    kind: 'forbidden',
    lo: 'ບັນຊີນີ້ບໍ່ມີສິດໃຊ້ພອດ {port}',
    en: 'This account may not use port {port}.',
    next: { lo: 'ຕັ້ງ PORT ເປັນເລກ 1024 ຂຶ້ນໄປ', en: 'Set PORT to 1024 or above.' },
  },
  'server-runs': {
    kind: 'busy',
    lo: 'ເຊີບເວີກຳລັງໃຊ້ໂຟນເດີ {folder} ຢູ່',
    en: 'A server is running on the folder {folder}.',
    next: { lo: 'ປິດເຊີບເວີກ່ອນ ແລ້ວສັ່ງ laopedia begin ອີກ', en: 'Stop the server first, then run laopedia begin again.' },
  },
  'not-empty': {
    kind: 'conflict',
    lo: 'ລະບົບນີ້ມີຂໍ້ມູນແລ້ວ ({registers} ທະບຽນ)',
    en: 'This installation already holds data ({registers} registers).',
    next: {
      lo: 'ຕັ້ງ LAOPEDIA_DATA ເປັນໂຟນເດີໃໝ່ ຫຼື DATABASE_URL ເປັນຖານຂໍ້ມູນໃໝ່',
      en: 'Set LAOPEDIA_DATA to a new folder, or DATABASE_URL to a new database.',
    },
  },
  'too-busy': {
    kind: 'busy',
    lo: 'ມີຄົນໃຊ້ຫຼາຍໃນເວລານີ້ ລະບົບຍັງຕອບບໍ່ທັນ',
    en: 'Very many people are asking just now.',
    next: { lo: 'ລອງໃໝ່ຫຼັງຈາກ {seconds} ວິນາທີ', en: 'Try again in {seconds} s.' },
  },
  'exports-busy': {
    kind: 'busy',
    lo: 'ມີຄົນດາວໂຫຼດຫຼາຍໃນເວລານີ້',
    en: 'As many files are going out as can at once.',
    next: { lo: 'ລອງໃໝ່ຫຼັງຈາກ {seconds} ວິນາທີ', en: 'Try again in {seconds} s.' },
  },
  'too-slow': {
    kind: 'busy',
    lo: 'ລະບົບໃຊ້ເວລາຕອບດົນເກີນໄປ',
    en: 'The answer took longer than it may.',
    next: { lo: 'ລອງໃໝ່ຫຼັງຈາກ {seconds} ວິນາທີ', en: 'Try again in {seconds} s.' },
  },
  'database-away': {
    kind: 'busy',
    lo: 'ຖານຂໍ້ມູນບໍ່ຕອບໃນເວລານີ້',
    en: 'The database does not answer just now.',
    next: { lo: 'ລອງໃໝ່ພາຍຫຼັງ', en: 'Try again a little later.' },
  },
  'too-often': {
    kind: 'often',
    lo: 'ຄຳຂໍຈາກເຄືອຂ່າຍນີ້ຖີ່ເກີນໄປ',
    en: 'Too many requests come from this network.',
    next: { lo: 'ລໍຖ້າ {seconds} ວິນາທີ ແລ້ວລອງໃໝ່', en: 'Wait {seconds} s, then try again.' },
  },
} as const;

/** Makes an `app/…` refusal. */
export const refuseApp = refusalsOf('app', appRefusals);
