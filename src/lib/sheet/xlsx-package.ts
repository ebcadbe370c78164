// The parts of an XLSX package as XML: finds a part, decodes it strictly, scans it. It does not know what the parts mean.
import { bareUtf16, byteOrderMark } from './encoding.ts';
import { SheetProblem } from './problem.ts';
import type { ByteSource } from './source.ts';
import { type XmlHandler, XmlScanner } from './xml-scan.ts';
import { attribute } from './xml-text.ts';
import type { ZipEntry } from './zip.ts';
import { entryBytes } from './zip-entry.ts';

/** A link from one part to another. */
export interface Relation {
  /** Last word of its type: 'worksheet', 'styles', 'sharedStrings' ... */
  readonly type: string;
  /** Name of the part it leads to. */
  readonly target: string;
}

/** An opened package. Names are looked up without regard to case, as Office does. */
export class XlsxPackage {
  readonly #source: ByteSource;
  readonly #entries = new Map<string, ZipEntry>();

  constructor(source: ByteSource, entries: Iterable<ZipEntry>) {
    this.#source = source;
    for (const entry of entries) this.#entries.set(entry.name.toLowerCase(), entry);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** The text of a part, piece by piece. */
  async *text(name: string): AsyncIterable<string> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw new SheetProblem('bad-xlsx', { given: `no ${name}` });
    let decoder: TextDecoder | undefined;
    try {
      for await (const bytes of entryBytes(this.#source, entry)) {
        decoder ??= new TextDecoder(xmlEncoding(bytes), { fatal: true });
        yield decoder.decode(bytes, { stream: true });
      }
      yield decoder?.decode() ?? '';
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw new SheetProblem('invalid-encoding', { given: name }, cause);
    }
  }

  /** Scans a whole part. */
  async scan(name: string, handler: XmlHandler): Promise<void> {
    const scanner = new XmlScanner(name, handler);
    for await (const piece of this.text(name)) scanner.push(piece);
    scanner.end();
  }

  /** Where a part's links lead, by their id; external ones are left out, none is ever followed. */
  async relations(name: string): Promise<Map<string, Relation>> {
    const slash = name.lastIndexOf('/');
    const folder = name.slice(0, slash + 1);
    const relations = new Map<string, Relation>();
    const part = `${folder}_rels/${name.slice(slash + 1)}.rels`;
    if (!this.has(part)) return relations;
    await this.scan(part, {
      open(tag, attributes) {
        if (tag !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
        const target = resolvePart(folder, attribute(attributes, 'Target') ?? '');
        const type = (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '';
        relations.set(attribute(attributes, 'Id') ?? '', { type, target });
      },
      text() {},
      close() {},
    });
    return relations;
  }
}

/** The name that a link means, seen from a folder. */
function resolvePart(folder: string, target: string): string {
  const names = target.startsWith('/') ? [] : folder.split('/').filter(name => name !== '');
  for (const name of target.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

/** XML is UTF-8 unless it says UTF-16 by its mark or shape; anything else is not allowed in a package. */
function xmlEncoding(bytes: Uint8Array): string {
  return (byteOrderMark(bytes) ?? bareUtf16(bytes.subarray(0, 256)))?.label ?? 'utf-8';
}
