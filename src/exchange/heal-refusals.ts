// What healing a log refuses, with the sentences. No rule stands here.
import { refusalsOf } from '#register';

/** The refusals of healing. */
export const healRefusals = {
  'no-key': {
    kind: 'conflict',
    lo: 'ບໍ່ຮູ້ກະແຈກວດລາຍເຊັນຂອງ {register}: ຍັງບໍ່ເຄີຍລົງລາຍເຊັນ',
    en: 'The verifier key of {register} is not known here: it was never signed.',
    next: { lo: 'ກູ້ຄືນຈາກສຳເນົາສຳຮອງທີ່ໃໝ່ກວ່າ', en: 'Restore a newer backup.' },
  },
  'other-log': {
    kind: 'invalid',
    lo: 'ສຳເນົານີ້ເປັນຂອງ {origin}, ບໍ່ແມ່ນຂອງ {register}',
    en: 'This is a copy of {origin}, not of {register}.',
    next: { lo: 'ໃຊ້ສຳເນົາຂອງທະບຽນນີ້', en: 'Use a copy of this register.' },
  },
  'copy-shorter': {
    kind: 'invalid',
    lo: 'ສຳເນົາຂອງ {register} ມີພຽງ {size} ລຳດັບ ແຕ່ເຄີຍລົງລາຍເຊັນໄວ້ {anchored} ລຳດັບ',
    en: 'The copy of {register} has {size} entries; {anchored} were signed.',
    next: { lo: 'ໃຊ້ສຳເນົາທີ່ໃໝ່ກວ່າ', en: 'Use a newer copy.' },
  },
  'body-left-out': {
    kind: 'invalid',
    lo: 'ສຳເນົາຂອງ {register} ຂາດເນື້ອໃນເປີດເຜີຍຂອງລຳດັບ {number}',
    en: 'The copy of {register} lacks the public content of entry {number}.',
    next: { lo: 'ໃຊ້ສຳເນົາທີ່ຄົບຖ້ວນ', en: 'Use a copy that is whole.' },
  },
} as const;

/** Makes a `heal/…` refusal. */
export const refuseHeal = refusalsOf('heal', healRefusals);
