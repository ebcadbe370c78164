// Looks into an OLE compound file (MS-CFB) only far enough to say why it is refused: an old Excel workbook, an encrypted one, or neither.
import { SheetProblem } from './problem.ts';
import type { ByteSource } from './source.ts';

const entryBytes = 128;
const mostSectors = 512;
const filePass = 0x2f;

/** Always refuses: 'encrypted' for a file behind a password, 'old-excel' for .xls, 'not-a-table' for other documents. */
export async function refuseOle(source: ByteSource): Promise<never> {
  const header = Buffer.from(await source.read(0, 512));
  if (header.length < 512) throw new SheetProblem('old-excel', { given: 'cut short' });
  const sectorBytes = 1 << Math.min(header.readUInt16LE(30), 12);
  const entries = await directory(source, header, sectorBytes);
  if (entries.some(entry => entry.name === 'EncryptedPackage')) throw new SheetProblem('encrypted', { given: 'xlsx' });
  const book = entries.find(entry => entry.name === 'Workbook' || entry.name === 'Book');
  if (book === undefined) throw new SheetProblem(entries.length === 0 ? 'old-excel' : 'not-a-table', { given: 'ole' });
  const root = entries.find(entry => entry.kind === 5);
  // A stream below 4 kB lies in the mini stream, whose first sector the root entry names; the mini sectors have 64 bytes.
  const isMini = book.sizeBytes < 4_096 && root !== undefined;
  const offset = isMini ? (root.start + 1) * sectorBytes + book.start * 64 : (book.start + 1) * sectorBytes;
  if (hasFilePass(Buffer.from(await source.read(offset, sectorBytes))))
    throw new SheetProblem('encrypted', { given: 'xls' });
  throw new SheetProblem('old-excel', { given: 'xls' });
}

interface OleEntry {
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly sizeBytes: number;
}

/** The directory's sectors, followed through the allocation table. */
async function directory(source: ByteSource, header: Buffer, sectorBytes: number): Promise<OleEntry[]> {
  const entries: OleEntry[] = [];
  let sector = header.readUInt32LE(48);
  for (let count = 0; count < mostSectors && sector < 0xfffffffa; count += 1) {
    const bytes = Buffer.from(await source.read((sector + 1) * sectorBytes, sectorBytes));
    for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) {
      const nameBytes = Math.max(0, Math.min(64, bytes.readUInt16LE(at + 64)) - 2);
      entries.push({
        name: bytes.toString('utf16le', at, at + nameBytes),
        kind: bytes[at + 66] ?? 0,
        start: bytes.readUInt32LE(at + 116),
        sizeBytes: bytes.readUInt32LE(at + 120),
      });
    }
    sector = await nextSector(source, header, sectorBytes, sector);
  }
  return entries;
}

async function nextSector(source: ByteSource, header: Buffer, sectorBytes: number, sector: number): Promise<number> {
  const perSector = sectorBytes / 4;
  const table = Math.floor(sector / perSector);
  if (table >= 109) return 0xffffffff;
  const tableSector = header.readUInt32LE(76 + table * 4);
  const place = await source.read((tableSector + 1) * sectorBytes + (sector % perSector) * 4, 4);
  return place.length < 4 ? 0xffffffff : Buffer.from(place).readUInt32LE(0);
}

/** A FILEPASS record near the start of the workbook stream means that the rest is encrypted (MS-XLS 2.4.117). */
function hasFilePass(start: Buffer): boolean {
  for (let at = 0; at + 4 <= start.length; ) {
    const kind = start.readUInt16LE(at);
    if (kind === filePass) return true;
    at += 4 + start.readUInt16LE(at + 2);
  }
  return false;
}
