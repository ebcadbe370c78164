// What the API refuses by itself; the rooms below refuse what is theirs. Hidden and unknown get the same answer.
import { refusalsOf } from '#register';

const readApi = { lo: 'ເບິ່ງຄຳອະທິບາຍທີ່ /api', en: 'See the description at /api.' };

/** The refusals of the API. */
export const restRefusals = {
  'no-such-register': {
    kind: 'absent',
    lo: 'ບໍ່ມີຂໍ້ມູນຊື່ “{register}”',
    en: 'There is no register named "{register}".',
    next: { lo: 'ເບິ່ງລາຍຊື່ທີ່ /api/v1/registers', en: 'See the list at /api/v1/registers.' },
  },
  'no-such-record': {
    kind: 'absent',
    lo: 'ບໍ່ມີລາຍການ “{key}” ໃນ {register}',
    en: 'There is no record "{key}" in {register}.',
    next: {
      lo: 'ຄົ້ນຫາດ້ວຍ /api/v1/search?q=… ຫຼື ກວດລະຫັດຄືນ',
      en: 'Search with /api/v1/search?q=…, or check the key.',
    },
  },
  'no-such-address': {
    kind: 'absent',
    lo: 'ບໍ່ມີທີ່ຢູ່ນີ້ໃນ API',
    en: 'The API has no such address.',
    next: readApi,
  },
  'unknown-parameter': {
    kind: 'invalid',
    lo: 'ບໍ່ຮູ້ຈັກຕົວປ່ຽນ “{name}”',
    en: 'There is no parameter "{name}" here.',
    next: readApi,
  },
  'bad-parameter': {
    kind: 'invalid',
    lo: '“{given}” ໃຊ້ກັບ “{name}” ບໍ່ໄດ້; ຕ້ອງເປັນ {wanted}',
    en: '"{given}" cannot be used for "{name}"; it takes {wanted}.',
    next: readApi,
  },
  'given-twice': {
    kind: 'invalid',
    lo: 'ໃຫ້ “{name}” ໄດ້ເທື່ອດຽວ',
    en: 'The parameter "{name}" may be given once.',
    next: readApi,
  },
  'past-list': {
    kind: 'invalid',
    lo: 'ລາຍການຍ້ອນຫຼັງລຽງຕາມລະຫັດ; ໃຊ້ “{name}” ພ້ອມກັບ as-at ບໍ່ໄດ້',
    en: 'A list as at a past moment comes in the order of keys; "{name}" cannot go with as-at.',
    next: { lo: 'ເອົາ {name} ຫຼື as-at ອອກ', en: 'Leave out {name} or as-at.' },
  },
  'too-long': {
    kind: 'invalid',
    lo: 'ທີ່ຢູ່ຍາວເກີນ {most} ໄບ',
    en: 'The address is longer than {most} bytes.',
    next: { lo: 'ກັ່ນຕອງໜ້ອຍລົງ ຫຼື ດາວໂຫຼດທັງໝົດ', en: 'Filter by less, or export the whole.' },
  },
} as const;

/** Makes a `rest/…` refusal. */
export const refuseRest = refusalsOf('rest', restRefusals);
