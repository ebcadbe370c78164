// Tells what kind of file it is by its first bytes, never by its name. It reads nothing beyond the beginning.
import { SheetProblem } from './problem.ts';

const signatures: readonly (readonly [string, string])[] = [
  ['25504446', 'pdf'],
  ['89504e47', 'png'],
  ['ffd8ff', 'jpeg'],
  ['47494638', 'gif'],
  ['1f8b', 'gzip'],
  ['377abcaf271c', '7z'],
  ['526172211a07', 'rar'],
  ['425a68', 'bzip2'],
  ['fd377a585a', 'xz'],
  ['28b52ffd', 'zstd'],
  ['50415231', 'parquet'],
  ['7f454c46', 'program'],
  ['4d5a9000', 'program'],
  ['7b5c727466', 'rtf'],
  ['53514c69746520666f726d6174', 'sqlite'],
];

/** Excel before OLE (BIFF2 to BIFF4): a beginning-of-file record and its length. */
const rawBiff = ['09000400', '09020600', '09040600', '09080800', '09081000'];

/** Told from bytes alone; undefined where the text has to be looked at. Throws for what is plainly no table. */
export function kindOfBytes(head: Uint8Array): 'zip' | 'ole' | undefined {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  if (/^504b(0304|0506|0708)/.test(hex)) return 'zip';
  if (hex.startsWith('d0cf11e0a1b11ae1')) return 'ole';
  if (rawBiff.some(start => hex.startsWith(start))) throw new SheetProblem('old-excel', { given: 'biff' });
  for (const [start, name] of signatures) {
    if (hex.startsWith(start)) throw new SheetProblem('not-a-table', { given: name });
  }
  return undefined;
}

/** Told from the decoded beginning; 'text' is everything that may be CSV. Throws for markup and for bytes that are no text. */
export function kindOfText(head: string): 'text' | 'json' {
  const text = head.trimStart();
  if (text.replaceAll('\0', '').trim() === '') throw new SheetProblem('empty-file');
  if (text.startsWith('<')) refuseMarkup(text);
  // Excel's "single file web page" and its old exchange format.
  if (/^MIME-Version:/i.test(text)) throw new SheetProblem('html', { given: 'mhtml' });
  if (/^ID;P/.test(text)) throw new SheetProblem('old-excel', { given: 'sylk' });
  if (controlShare(head) > 0.1) throw new SheetProblem('not-a-table', { given: 'binary' });
  if (/^\x1e?\s*\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})/.test(text)) return 'json';
  if (/^\[\s*(?:[{[]|\]\s*(?:[\r\n]|$))/.test(text) || isJsonLine(text)) return 'json';
  return 'text';
}

/** An array of plain values on the first line, as JSON Lines may hold them. */
function isJsonLine(text: string): boolean {
  if (!text.startsWith('[')) return false;
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  try {
    return Array.isArray(JSON.parse(line));
  } catch {
    return false;
  }
}

function refuseMarkup(text: string): void {
  const start = text.slice(0, 4_096);
  if (/urn:schemas-microsoft-com:office:spreadsheet/i.test(start)) {
    throw new SheetProblem('old-excel', { given: 'spreadsheetml' });
  }
  if (/<office:document/i.test(start)) throw new SheetProblem('opendocument', { given: 'flat' });
  if (/^<(?:!doctype\s+html|html|head|body|table|meta|title|style|script|div|p|span|center|font|!--)\b/i.test(start)) {
    throw new SheetProblem('html');
  }
  if (/<html[\s>]/i.test(start)) throw new SheetProblem('html');
  if (/^<(?:\?xml|!doctype|!\[CDATA\[)/i.test(start)) throw new SheetProblem('not-a-table', { given: 'xml' });
  if (/^<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?\/?>[^,;\t|]*</.test(start))
    throw new SheetProblem('not-a-table', { given: 'xml' });
}

/** Share of characters that no text has: controls other than tabs, line ends and a few NULs. */
function controlShare(head: string): number {
  const sample = head.slice(0, 16_384);
  const controls = sample.match(/[\x01-\x08\x0e-\x1d\x1f\x7f]/g)?.length ?? 0;
  const nuls = sample.match(/\0/g)?.length ?? 0;
  return (controls + nuls / 2) / Math.max(1, sample.length);
}
