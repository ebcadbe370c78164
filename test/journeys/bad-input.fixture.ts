// The list of bad input that the house promises to answer clearly, what a case of it is, and the register it is sent to.
// It runs nothing.
import type { Format } from '#lib/sheet';
import type { Definition, FindingCode } from '#register';
import type { Mapping } from '#workflow/intake';

/** Everything on the list. A test fails where one of them has no case. */
export const badInputs = [
  'empty file',
  'header only',
  'UTF-16 and BOMs',
  'legacy Lao font encodings',
  'invalid UTF-8 (row and byte)',
  'NUL',
  'lone surrogates',
  'bidi overrides',
  'unclosed quotes (row of the opening quote)',
  'ragged rows',
  'any delimiter',
  'mixed line ends',
  'duplicate or empty headers',
  'too many columns',
  'a 100 MB cell',
  'a million bad rows',
  'formula-like cells',
  '1e400',
  'NaN',
  '1.234,5 against 1,234.5',
  'Lao digits',
  '9007199254740993 exact',
  '31/02/2026',
  'Buddhist years',
  'Excel serials',
  'XLSX bombs',
  'zip slip',
  'DTDs',
  'encrypted spreadsheets',
  'old spreadsheets',
  'renamed spreadsheets',
  'sparse giant sheets',
  'merged cells',
  'broken geometry',
  'swapped geometry',
  'self-crossing geometry',
  'deep JSON',
  '__proto__',
  'unknown fields',
  'hostile SVG',
  'hostile file names',
  'absurd queries',
  'absurd paths',
  'header splitting',
  'script in markdown',
  'URLs to private addresses',
] as const;

/** One of the list. */
export type BadInput = (typeof badInputs)[number];

/** A blocking finding that must be among those of a file: its code, its row, and the name of its field or header. */
export type WantedFinding = readonly [code: FindingCode, row: number | null, field: string | null];

/** A file and what must come of it: one of `refused`, `found` and `taken`. */
export interface BadFile {
  readonly item: BadInput;
  /** What it is, in words. */
  readonly name: string;
  file(): string | Buffer;
  readonly mapping?: Mapping;
  readonly format?: Format;
  readonly fileName?: string;
  /** The code behind `intake/`, and the row, byte or rule that both sentences name. */
  readonly refused?: readonly [code: string, says: RegExp];
  readonly found?: readonly WantedFinding[];
  /** Records by key with the fields that matter: published, and shown to anybody as they were given. */
  readonly taken?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Codes of notes that go with what is taken. */
  readonly noted?: readonly FindingCode[];
}

/** The register that is sent all this: a field of every datatype. */
export const sample: Definition = {
  name: 'sample',
  title: { lo: 'ທົດສອບ', en: 'Sample' },
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', type: 'string', title: { lo: 'ລະຫັດ', en: 'Code' }, constraints: { required: true } },
      { name: 'name', type: 'string', as: 'lao-name', title: { lo: 'ຊື່', en: 'Name' }, search: 'title' },
      { name: 'note', type: 'string', title: { lo: 'ໝາຍເຫດ', en: 'Note' }, search: 'text' },
      { name: 'count', type: 'integer', title: { lo: 'ຈຳນວນ', en: 'Count' } },
      { name: 'amount', type: 'decimal', title: { lo: 'ມູນຄ່າ', en: 'Amount' } },
      { name: 'share', type: 'number', title: { lo: 'ສ່ວນແບ່ງ', en: 'Share' } },
      { name: 'day', type: 'date', title: { lo: 'ວັນທີ', en: 'Day' } },
      { name: 'active', type: 'boolean', title: { lo: 'ເຄື່ອນໄຫວ', en: 'Active' } },
      { name: 'shape', type: 'geometry', title: { lo: 'ຮູບຮ່າງ', en: 'Shape' } },
      { name: 'tags', type: 'list', title: { lo: 'ປ້າຍ', en: 'Tags' } },
      { name: 'thing', type: 'object', title: { lo: 'ສິ່ງ', en: 'Thing' } },
      { name: 'link', type: 'string', as: 'url', title: { lo: 'ເວັບໄຊ', en: 'Link' } },
      { name: 'body', type: 'string', as: 'markdown', title: { lo: 'ເນື້ອໃນ', en: 'Body' } },
    ],
  },
} as unknown as Definition;
