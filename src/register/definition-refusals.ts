// What a definition can be refused for, with the sentences. No rule stands here.
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
  'field-twice': row('ມີຖັນ “{given}” ສອງເທື່ອ', 'The field "{given}" stands twice.'),
  'field-name-too-long': row('ຊື່ຖັນ “{given}” ຍາວເກີນ 60 ໄບ', 'The field name "{given}" is longer than 60 bytes.'),
  'field-absent': row('{path}: ບໍ່ມີຖັນ “{given}”', '{path}: there is no field "{given}".'),
  'key-hidden': row('ຖັນລະຫັດ “{given}” ຕ້ອງເປີດເຜີຍ', 'The key field "{given}" must be public.'),
  'no-key': row('ນິຍາມບໍ່ມີ primaryKey', 'The definition has no primaryKey.'),
} as const;

/** Makes a `definition/…` refusal. */
export const refuseDefinition = refusalsOf('definition', definitionRefusals);
