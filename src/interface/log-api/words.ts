// The sentences for what is nobody's rule: a request that cannot be read, and a fault of ours.

/** Sentence and next step, in both languages. */
export const problemWords = {
  notUnderstood: {
    lo: 'ອ່ານຄຳຂໍບໍ່ໄດ້',
    en: 'The request cannot be understood.',
    next: { lo: 'ກວດທີ່ຢູ່ແລ້ວລອງໃໝ່', en: 'Check the address and try again.' },
  },
  fault: {
    lo: 'ລະບົບຂັດຂ້ອງ',
    en: 'Something broke on our side.',
    next: { lo: 'ລອງໃໝ່ ຫຼື ແຈ້ງເລກອ້າງອີງໃຫ້ຜູ້ດູແລລະບົບ', en: 'Try again, or tell the administrator the reference.' },
  },
} as const;
