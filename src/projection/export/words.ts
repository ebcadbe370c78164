// The words that stand in exported workbooks.
export const xlsxWords = {
  key: { lo: 'ລະຫັດ', en: 'Key' },
  about: { lo: 'ກ່ຽວກັບຂໍ້ມູນນີ້', en: 'About' },
  title: { lo: 'ຊື່', en: 'Title' },
  custodian: { lo: 'ຜູ້ຮັບຜິດຊອບ', en: 'Custodian' },
  licence: { lo: 'ເງື່ອນໄຂການນຳໃຊ້', en: 'Licence' },
  asAt: { lo: 'ຂໍ້ມູນ ນະ ເວລາ', en: 'As at' },
  changed: { lo: 'ປ່ຽນຄັ້ງສຸດທ້າຍ', en: 'Last changed' },
  rows: { lo: 'ຈຳນວນແຖວ', en: 'Rows' },
  origin: { lo: 'ທີ່ມາ', en: 'Origin of the log' },
  size: { lo: 'ຂະໜາດບັນທຶກ', en: 'Size of the log' },
  root: { lo: 'ຮາກ', en: 'Root of the log' },
  cut: { lo: 'ຕັດ; ເບິ່ງທັງໝົດໃນ CSV', en: 'cut; whole in CSV' },
} as const;
