// What a backup or a restore refuses, with the sentences. No rule stands here.
import { refusalsOf } from '#register';

const otherBackup = {
  lo: 'ໃຊ້ສຳເນົາອື່ນ; ກວດດ້ວຍ laopedia backup <folder> --verify',
  en: 'Use another copy of it; laopedia backup <folder> --verify names all that is wrong.',
};

/** The refusals of backups. */
export const backupRefusals = {
  'none-there': {
    kind: 'absent',
    lo: 'ບໍ່ມີສຳເນົາສຳຮອງໃນ {folder}',
    en: 'There is no backup in {folder}.',
    next: { lo: 'ກວດຊື່ໂຟນເດີ', en: 'Check the name of the folder.' },
  },
  'nothing-complete': {
    kind: 'absent',
    lo: 'ໃນ {folder} ບໍ່ມີສຳເນົາທີ່ຄົບຖ້ວນ ແລະ ເກົ່າພໍສຳລັບ {to}',
    en: 'No base copy in {folder} is complete and old enough for {to}.',
    next: {
      lo: 'ເບິ່ງລາຍຊື່ດ້ວຍ laopedia backup <folder> --list',
      en: 'See what is there: laopedia backup <folder> --list',
    },
  },
  'folder-not-empty': {
    kind: 'conflict',
    lo: 'ໂຟນເດີ {folder} ມີຟາຍອື່ນຢູ່ແລ້ວ',
    en: 'The folder {folder} holds other things.',
    next: { lo: 'ເລືອກໂຟນເດີຫວ່າງ', en: 'Choose an empty folder.' },
  },
  'inside-data': {
    kind: 'invalid',
    lo: 'ໂຟນເດີ {folder} ຢູ່ໃນໂຟນເດີຂໍ້ມູນ: ຖ້າເສຍ ຈະເສຍພ້ອມກັນທັງສອງ',
    en: 'The folder {folder} lies in the data folder: both would be lost together.',
    next: { lo: 'ເລືອກໂຟນເດີໃນດິສ ຫຼື ເຄື່ອງອື່ນ', en: 'Choose a folder on another disk or machine.' },
  },
  'other-installation': {
    kind: 'conflict',
    lo: 'ສຳເນົາສຳຮອງໃນ {folder} ເປັນຂອງລະບົບອື່ນ',
    en: 'The backup in {folder} is of another installation.',
    next: { lo: 'ເລືອກໂຟນເດີຫວ່າງ', en: 'Choose an empty folder.' },
  },
  'other-key': {
    kind: 'conflict',
    lo: 'ສຳເນົາສຳຮອງໃນ {folder} ໃຊ້ກະແຈອື່ນ',
    en: 'The backup in {folder} is sealed to another key.',
    next: { lo: 'ໃຊ້ກະແຈນັ້ນ ຫຼື ເລີ່ມໃນໂຟນເດີຫວ່າງ', en: 'Give that key, or begin in an empty folder.' },
  },
  'key-needed': {
    kind: 'invalid',
    lo: '{file} ຖືກເຂົ້າລະຫັດໄວ້',
    en: '{file} is encrypted.',
    next: { lo: 'ໃສ່ກະແຈລັບດ້ວຍ --key <file>', en: 'Give the secret key: --key <file>' },
  },
  'wrong-key': {
    kind: 'invalid',
    lo: 'ກະແຈນີ້ເປີດ {file} ບໍ່ໄດ້',
    en: 'This key does not open {file}.',
    next: { lo: 'ໃຊ້ກະແຈຂອງສຳເນົານີ້', en: 'Use the key of this backup.' },
  },
  'key-unreadable': {
    kind: 'invalid',
    lo: '{file} ບໍ່ແມ່ນກະແຈ ຫຼື ລະຫັດຜ່ານສັ້ນກວ່າ {least} ຕົວອັກສອນ',
    en: '{file} holds no key, and no pass phrase of {least} letters or more.',
    next: { lo: 'ສ້າງກະແຈດ້ວຍ laopedia backup --make-key <file>', en: 'Make one: laopedia backup --make-key <file>' },
  },
  damaged: {
    kind: 'invalid',
    lo: '{file} ເສຍຫາຍ ຫຼື ຖືກປ່ຽນ',
    en: '{file} is damaged or was changed.',
    next: otherBackup,
  },
  missing: {
    kind: 'absent',
    lo: 'ບໍ່ພົບ {file}',
    en: '{file} is missing.',
    next: otherBackup,
  },
  'newer-form': {
    kind: 'conflict',
    lo: '{file} ເປັນແບບ {form} ທີ່ລຸ້ນນີ້ບໍ່ຮູ້ຈັກ',
    en: '{file} is of the form {form}, which this version does not know.',
    next: { lo: 'ຕິດຕັ້ງ Laopedia ລຸ້ນໃໝ່ກວ່າ', en: 'Install a newer Laopedia.' },
  },
  'other-postgres': {
    kind: 'conflict',
    lo: 'ສຳເນົານີ້ເປັນຂອງ PostgreSQL {found}, ແຕ່ລຸ້ນນີ້ໃຊ້ {wanted}',
    en: 'This backup is of PostgreSQL {found}; this version runs {wanted}.',
    next: { lo: 'ກູ້ຄືນດ້ວຍ Laopedia ລຸ້ນທີ່ສ້າງສຳເນົານີ້', en: 'Restore with the version of Laopedia that made it.' },
  },
  'not-embedded': {
    kind: 'conflict',
    lo: 'ຖານຂໍ້ມູນນີ້ເປັນຂອງທ່ານເອງ (DATABASE_URL): Laopedia ສຳຮອງຟາຍໃຫ້ບໍ່ໄດ້',
    en: 'This database is your own (DATABASE_URL): its files are not ours to copy.',
    next: {
      lo: 'ໃຊ້ pg_basebackup ຫຼື pgBackRest; ເບິ່ງ docs/BACKUP.md',
      en: 'Use pg_basebackup or pgBackRest; docs/BACKUP.md says how.',
    },
  },
  busy: {
    kind: 'busy',
    lo: 'ກຳລັງສຳຮອງຂໍ້ມູນຢູ່ແລ້ວ',
    en: 'A base copy is being made already.',
    next: { lo: 'ລໍຖ້າໃຫ້ສຳເລັດກ່ອນ', en: 'Wait until it is done.' },
  },
  'bad-target': {
    kind: 'invalid',
    lo: '“{to}” ບໍ່ແມ່ນເວລາ ຫຼື ລາຍການ',
    en: '"{to}" is no time and no entry.',
    next: {
      lo: 'ຕົວຢ່າງ: 2026-11-30T13:05:09+07:00 ຫຼື enterprise#1234',
      en: 'For example 2026-11-30T13:05:09+07:00 or enterprise#1234.',
    },
  },
  'not-reached': {
    kind: 'invalid',
    lo: 'ສຳເນົາສຳຮອງບໍ່ຮອດ {to}: ມີຮອດ {until} ເທົ່ານັ້ນ',
    en: 'The backup does not reach {to}: it ends at {until}.',
    next: { lo: 'ກູ້ຄືນໂດຍບໍ່ໃສ່ --to ເພື່ອເອົາຂໍ້ມູນໃໝ່ສຸດທີ່ມີ', en: 'Leave --to away for the newest there is.' },
  },
  'data-there': {
    kind: 'conflict',
    lo: 'ໂຟນເດີ {folder} ມີຂໍ້ມູນຢູ່ແລ້ວ',
    en: 'The folder {folder} holds data already.',
    next: {
      lo: 'ໃສ່ --aside ເພື່ອຍ້າຍໄປໄວ້ໂຟນເດີອື່ນ ຫຼື --into <ໂຟນເດີອື່ນ>',
      en: 'Add --aside to put it aside, or --into another folder.',
    },
  },
  'in-use': {
    kind: 'busy',
    lo: 'ໂຟນເດີ {folder} ກຳລັງຖືກໃຊ້ຢູ່',
    en: 'The folder {folder} is in use.',
    next: { lo: 'ປິດເຊີບເວີກ່ອນ', en: 'Stop the server first.' },
  },
} as const;

/** Makes a `backup/…` refusal. */
export const refuseBackup = refusalsOf('backup', backupRefusals);
