// Reads the cells of one field: emptiness, codes of the mapping, units, fonts, then the field's datatype. What a text gave
// once it gives again without work, as long as texts repeat. It never knows the row it is in.
import type { JsonValue } from '#lib/canonical-json';
import { legacyFont, scriptOf } from '#lib/lao';
import type { Cell } from '#lib/sheet';
import { type Field, type Hints, type Reading, readValue } from '#register';
import type { Mapping } from './mapping.ts';
import { multiplyExactly } from './multiply.ts';
import type { PlannedField } from './plan.ts';

const cachedTexts = 4000;
const cachedLength = 120;
const trialReads = 2000;
const withoutLegacyFont: readonly unknown[] = ['identifier', 'phone', 'e-mail', 'url'];

/** The reader of one field of one sheet. */
export class ColumnReader {
  readonly planned: PlannedField;
  readonly #empty: Reading;
  readonly #empties: ReadonlySet<string>;
  readonly #hints: Hints;
  readonly #numberHints: Hints;
  readonly #fonts = new Map<string, string | undefined>();
  #known: Map<string, Reading> | undefined = new Map();
  #hits = 0;
  #misses = 0;

  constructor(planned: PlannedField, mapping: Mapping) {
    this.planned = planned;
    this.#empty = readValue(null, planned.field, {});
    this.#empties = new Set(mapping.empty?.map(text => text.trim()));
    this.#hints = {
      ...(mapping.decimal === undefined ? {} : { decimal: mapping.decimal }),
      ...(mapping.dateFormat === undefined ? {} : { dateFormat: mapping.dateFormat }),
    };
    this.#numberHints = { ...this.#hints, decimal: '.' };
  }

  /** Reads the text of a cell; `cell` where the file knows more of it. */
  read(text: string, cell?: Cell): Reading {
    if (text === '' || this.isEmpty(text)) return this.#empty;
    if (cell !== undefined) {
      const special = this.#readSpecial(text, cell);
      if (special !== undefined) return special;
    }
    const known = this.#known;
    if (known === undefined) return this.#readText(text, this.#hints);
    const before = known.get(text);
    if (before !== undefined) {
      this.#hits += 1;
      return before;
    }
    return this.#readAndKeep(text, known);
  }

  /** Whether a text means an empty cell: blank, or one of the mapping's `empty`. */
  isEmpty(text: string): boolean {
    if (isBlank(text)) return true;
    return this.#empties.size > 0 && text.length < cachedLength && this.#empties.has(text.trim());
  }

  #readAndKeep(text: string, known: Map<string, Reading>): Reading {
    this.#misses += 1;
    if (this.#misses > trialReads && this.#hits < this.#misses) this.#known = undefined;
    if (known.size >= cachedTexts || text.length > cachedLength || !text.isWellFormed()) {
      return this.#readText(text, this.#hints);
    }
    // A text is a slice of the piece of file it came from: a copy lets go of the piece.
    const copy = Buffer.from(text).toString();
    const reading = this.#readText(copy, this.#hints);
    known.set(copy, reading);
    return reading;
  }

  /** What the text alone does not tell: numbers, nested values, broken formulas, fonts from before Unicode. */
  #readSpecial(text: string, cell: Cell): Reading | undefined {
    const { field } = this.planned;
    if (cell.kind === 'error') return { flaw: { code: 'value/not-text' } };
    if (typeof cell.value === 'object' && cell.value !== null) {
      return readValue(cell.value as JsonValue, field, this.#hints);
    }
    if (cell.kind === 'number') return this.#readText(text, this.#numberHints);
    if (cell.font === undefined || field.type !== 'string' || withoutLegacyFont.includes(field.as)) return undefined;
    const font = this.#legacyFont(cell.font);
    return font !== undefined && scriptOf(text) === 'latin'
      ? { flaw: { code: 'lao/legacy-font', facts: { font } } }
      : undefined;
  }

  #legacyFont(name: string): string | undefined {
    if (!this.#fonts.has(name)) this.#fonts.set(name, legacyFont(name));
    return this.#fonts.get(name);
  }

  #readText(text: string, hints: Hints): Reading {
    const { field, codes, times } = this.planned;
    const given = codes?.get(text.trim()) ?? text;
    return times === undefined ? readValue(given, field, hints) : readMultiplied(given, times, field, hints);
  }
}

function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > 32 && first < 128) return false;
  return text.trim() === '' || /^[\s\u200b\u2060\ufeff]+$/.test(text);
}

// The number as it stands is read without the field's rules; its product must keep them.
function readMultiplied(text: string, times: string, field: Field, hints: Hints): Reading {
  const { constraints: _, currency: __, unit: ___, ...plain } = field;
  const number = readValue(text, { ...plain, type: 'decimal', constraints: {} }, hints);
  if ('flaw' in number || typeof number.value !== 'string') return number;
  const product = readValue(multiplyExactly(number.value, times), field, { decimal: '.' });
  return 'flaw' in product ? product : { value: product.value, notes: [...number.notes, ...product.notes] };
}
