// Spreadsheets made by hand, byte by byte, so that they can be as wrong as a stranger's: zips with any names and sizes,
// XLSX of any XML, the old container of Excel. It reads only zips that are whole.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** An entry of a zip, deflated unless `isStored`; `saysBytes` and `isLocked` are lies of its directory. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  readonly saysBytes?: number;
  readonly isLocked?: boolean;
  readonly isStored?: boolean;
}

/** A zip of the entries. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, saysBytes, isLocked = false, isStored = false } of entries) {
    const bytes = Buffer.from(content);
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const record = Buffer.alloc(26);
    record.writeUInt16LE(20, 0);
    record.writeUInt16LE(isLocked ? 0x801 : 0x800, 2);
    record.writeUInt16LE(isStored ? 0 : 8, 4);
    record.writeUInt32LE(crc32(bytes), 10);
    record.writeUInt32LE(packed.length, 14);
    record.writeUInt32LE(saysBytes ?? bytes.length, 18);
    const nameBytes = Buffer.from(name);
    record.writeUInt16LE(nameBytes.length, 22);
    const ending = Buffer.alloc(14);
    ending.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), record, nameBytes, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), record, ending, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}

/** The entries of a whole zip, unpacked. */
export function unzip(bytes: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    const [packed, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const content = bytes.subarray(start, start + packed);
    entries.push({ name, content: bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content) });
  }
  return entries;
}

/** What a hand-written workbook holds; parts may be added or replaced by name. */
export interface HandXlsx {
  /** Inside `<sheetData>`. */
  readonly rows: string;
  /** After `</sheetData>`. */
  readonly after?: string;
  /** Items of the shared strings. */
  readonly strings?: string;
  readonly sheetName?: string;
  /** Inside `<styleSheet>`. */
  readonly styles?: string;
  readonly parts?: readonly ZipEntry[];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An XLSX with one sheet. */
export function handXlsx({
  rows,
  after = '',
  strings = '',
  sheetName = 'one',
  styles = '',
  parts = [],
}: HandXlsx): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const own: readonly ZipEntry[] = [
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', 'sharedStrings.xml')}${relation('r3', 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: `<styleSheet xmlns="${main}">${styles}</styleSheet>` },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}">${strings}</sst>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
    },
  ];
  const replaced = new Set(parts.map(part => part.name));
  return zip([...own.filter(part => !replaced.has(part.name)), ...parts]);
}

/** A row of texts, as a sheet's XML. */
export function textRow(number: number, texts: readonly string[]): string {
  const cells = texts.map(
    (text, at) => `<c r="${String.fromCharCode(65 + at)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

const sectorBytes = 512;

/** An OLE compound file (MS-CFB) with a stream of this name and nothing in it: `Workbook`, `EncryptedPackage`. */
export function oleFile(stream: string): Buffer {
  const header = Buffer.alloc(sectorBytes);
  header.write('d0cf11e0a1b11ae1', 'hex');
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(sectorBytes, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(0xfffffffe, 4);
  const directory = Buffer.alloc(sectorBytes);
  [
    ['Root Entry', 5],
    [stream, 2],
  ].forEach(([name, kind], place) => {
    const at = place * 128;
    directory.write(String(name), at, 'utf16le');
    directory.writeUInt16LE((String(name).length + 1) * 2, at + 64);
    directory[at + 66] = Number(kind);
    directory.writeUInt32LE(0xfffffffe, at + 116);
  });
  return Buffer.concat([header, table, directory, Buffer.alloc(sectorBytes)]);
}
