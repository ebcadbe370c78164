// What a definition can be refused for, with the sentences. No rule stands here.
import type { Bilingual } from './bilingual.ts';
import { refusalsOf } from './refusal.ts';

const correct = { lo: 'ແກ້ໄຂນິຍາມ ແລ້ວສັ່ງ laopedia define ອີກ', en: 'Correct the definition and define it again.' };
const row = (lo: string, en: string, next = correct) => ({ kind: 'invalid', lo, en, next }) as const;

/** The refusals of a definition. */
export const definitionRefusals = {
  'not-json': row('ນິຍາມບໍ່ແມ່ນ JSON: {problem}', 'The definition is not JSON: {problem}.'),
  'not-an-object': row('{path} ຕ້ອງເປັນ object', '{path} must be an object.'),
  'unknown-word': row('{path}: ບໍ່ຮູ້ຈັກ “{given}”. ໃຊ້ໄດ້: {known}', '{path}: "{given}" is not known. Known: {known}.'),
  'wrong-form': row('{path}: ຕ້ອງເປັນ {wanted}', '{path}: {wanted} is wanted.'),
  'bad-name': row(
    'ຊື່ທະບຽນ “{given}” ຕ້ອງຂຶ້ນຕົ້ນດ້ວຍ a-z ແລະ ມີແຕ່ a-z 0-9 - ສູງສຸດ 40 ຕົວ',
    'The register\'s name "{given}" must begin with a-z and hold only a-z, 0-9 and -, at most 40.',
  ),
  'reserved-name': row('ຊື່ “{given}” ຖືກສະຫງວນໄວ້ສຳລັບລະບົບ', 'The name "{given}" is kept for the system.'),
  'no-fields': row('ນິຍາມບໍ່ມີຖັນຂໍ້ມູນ', 'The definition has no fields.'),
  'field-name-reserved': row(
    'ຊື່ຖັນ “{given}” ໃຊ້ບໍ່ໄດ້: ໂປຣແກຣມມີຄວາມໝາຍຂອງມັນເອງ',
    'The field name "{given}" cannot be used: programs give it a meaning of their own.',
  ),
  'number-twice': row(
    'ຖັນ “{given}” ແລະ “{other}” ອ້າງເປັນຖັນດຽວກັນ (ເລກ {number})',
    'The fields "{given}" and "{other}" both claim to be the field with number {number}.',
  ),
  'code-twice': row('{path}: ມີລະຫັດ “{given}” ສອງເທື່ອ', '{path}: the code "{given}" stands twice.'),
  'field-twice': row('ມີຖັນ “{given}” ສອງເທື່ອ', 'The field "{given}" stands twice.'),
  'field-name-too-long': row('ຊື່ຖັນ “{given}” ຍາວເກີນ 60 ໄບ', 'The field name "{given}" is longer than 60 bytes.'),
  'field-absent': row('{path}: ບໍ່ມີຖັນ “{given}”', '{path}: there is no field "{given}".'),
  'word-twice': row(
    'ມີແຕ່ຖັນດຽວທີ່ເປັນຄຳສັບ (search: word) ໄດ້, ບໍ່ແມ່ນທັງ “{given}” ແລະ “{other}”',
    'Only one field can be the word of a word list (search: word), not both "{given}" and "{other}".',
  ),
  'gloss-alone': row(
    'ຖັນ “{given}” ແປຄວາມໝາຍ (search: gloss) ແຕ່ບໍ່ມີຖັນຄຳສັບ (search: word)',
    'The field "{given}" is a gloss, but no field is the word it explains (search: word).',
  ),
  'key-hidden': row('ຖັນລະຫັດ “{given}” ຕ້ອງເປີດເຜີຍ', 'The key field "{given}" must be public.'),
  'no-key': row('ນິຍາມບໍ່ມີ primaryKey', 'The definition has no primaryKey.'),
} as const;

/** What a place of a definition can want, in both languages: the fact `wanted` of `wrong-form`. */
export const wanted = {
  text: { lo: 'ຂໍ້ຄວາມ', en: 'a text' },
  cleanText: { lo: 'ຂໍ້ຄວາມທີ່ບໍ່ມີຕົວອັກສອນຄວບຄຸມ', en: 'a text without control characters' },
  name: { lo: 'ຊື່ໃນແຖວດຽວ ບໍ່ມີຍະຫວ່າງທາງໜ້າ ຫຼື ທາງຫຼັງ', en: 'a name on one line, without spaces around it' },
  list: { lo: 'ລາຍການ', en: 'a list' },
  names: { lo: 'ລາຍຊື່', en: 'a list of names' },
  wholeNumber: { lo: 'ຈຳນວນເຕັມ', en: 'a whole number' },
  fieldNumber: { lo: 'ຈຳນວນເຕັມ 1-32767', en: 'a whole number from 1 to 32767' },
  digits: { lo: 'ຈຳນວນເຕັມ 1-18', en: 'a whole number from 1 to 18' },
  trueOrFalse: { lo: 'true ຫຼື false', en: 'true or false' },
  pattern: { lo: 'ຮູບແບບ (regular expression)', en: 'a regular expression' },
  value: { lo: 'ຄ່າຂອງຊະນິດ {type}', en: 'a value of the type {type}' },
  ordered: { lo: 'ຖັນທີ່ເປັນຕົວເລກ ຫຼື ວັນທີ', en: 'a field of numbers or dates' },
  coded: { lo: 'ຖັນຊະນິດ string ຫຼື list', en: 'a field of the type string or list' },
  stringField: { lo: 'ຖັນຊະນິດ string', en: 'a field of the type string' },
  dateField: { lo: 'ຊື່ຂອງຖັນຊະນິດ date', en: 'the name of a field of the type date' },
  booleanField: { lo: 'ຊື່ຂອງຖັນຊະນິດ boolean', en: 'the name of a field of the type boolean' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Makes a `definition/…` refusal. */
export const refuseDefinition = refusalsOf('definition', definitionRefusals);
