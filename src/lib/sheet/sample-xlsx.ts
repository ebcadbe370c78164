// For the tests of this room: XLSX files made of hand-written XML, and zips damaged on purpose. No other room uses it.
import { writeZip } from './write-zip.ts';

/** What a made-up workbook holds; every part may be replaced. */
export interface SampleXlsx {
  /** Inside `<sheetData>` of the first sheet. */
  readonly rows?: string;
  /** After `<sheetData>`. */
  readonly after?: string;
  /** Items of the shared strings. */
  readonly strings?: string;
  /** Inside `<styleSheet>`. */
  readonly styles?: string;
  /** Inside `<workbook>`. */
  readonly workbook?: string;
  /** Parts to add or to put in place of others. */
  readonly parts?: Readonly<Record<string, string | Buffer>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
}

/** The bytes of the workbook. */
export async function sampleXlsx(sample: SampleXlsx = {}): Promise<Buffer> {
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${sample.workbook ?? '<sheets><sheet name="one" sheetId="1" r:id="rId1"/></sheets>'}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${[
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'worksheet', '/xl/worksheets/sheet2.xml'),
      relation('rId3', 'chartsheet', 'chartsheets/sheet1.xml'),
      relation('rId4', 'sharedStrings', 'sharedStrings.xml'),
      relation('rId5', 'styles', 'styles.xml'),
    ].join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${sample.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}">${sample.styles ?? ''}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sample.rows ?? ''}</sheetData>${sample.after ?? ''}</worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>`,
    ...sample.parts,
  };
  return zipOf(parts);
}

/** A zip of parts by name. */
export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const entries = Object.entries(parts).map(([name, text]) => ({ name, content: [text] }));
  return Buffer.concat(await Array.fromAsync(writeZip(entries)));
}

/** Changes a zip's directory record for an entry: `change` gets the bytes and where the record begins. */
export function withDirectory(zip: Buffer, name: string, change: (bytes: Buffer, at: number) => void): Buffer {
  const bytes = Buffer.from(zip);
  const signature = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 4)) {
    if (bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)) !== name) continue;
    change(bytes, at);
    return bytes;
  }
  throw new Error(`no entry ${name}`);
}
