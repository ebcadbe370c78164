// A value of a field as a reader sees it: codes as words, references as links, numbers and dates in the reader's way.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { type Content, type Html, html, joinHtml, markdown } from '#lib/html';
import { encodeKeyPart, type Field, type Register } from '#register';
import { homeOf } from '../address.ts';
import { formatDate, formatMoney, formatNumber, formatTime } from '../format.ts';
import { type Labels, labelKey, namedRegister } from '../labels.ts';
import { runOf, titleIn } from '../language.ts';
import { decodedKey } from '../title.ts';
import { type Frame, runHtml, wordsOf } from './frame.ts';

/** Where a value stands: what is needed to write it. */
export interface ValuePlace {
  readonly frame: Frame;
  readonly register: Register;
  readonly labels: Labels;
  /** Markdown as HTML, long texts whole; otherwise everything stays on a line or two. */
  readonly whole: boolean;
}

const shortLength = 160;

/** The HTML of a value; nothing of an absent one. */
export function valueHtml(value: JsonValue | undefined, field: Field, place: ValuePlace): Content {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value))
    return joinHtml(
      value.map(one => valueHtml(one, { ...field, type: 'string' }, place)),
      '; ',
    );
  const named = namedRegister(field, place.register);
  if (named !== undefined && typeof value === 'string') return reference(value, named, place);
  if (typeof value === 'object') return objectHtml(value as JsonObject, field, place);
  return byType(value, field, place);
}

function byType(value: string | number | boolean, field: Field, place: ValuePlace): Content {
  const { lang } = place.frame;
  switch (field.type) {
    case 'boolean':
      return wordsOf(place.frame)(value === true || value === 'true' ? 'yes' : 'no');
    case 'integer':
    case 'number':
    case 'decimal':
      return withUnit(formatNumber(numeric(value), lang), field, place);
    case 'money':
      return html`<span class="nowrap">${formatMoney(numeric(value), field.currency ?? 'LAK', lang)}</span>`;
    case 'date':
      return html`<time datetime="${value === true ? '' : String(value)}">${formatDate(String(value), lang)}</time>`;
    case 'date-time':
      return html`<time datetime="${String(value)}">${formatTime(String(value), lang)}</time>`;
    case 'file':
      return html`<code>sha256:${String(value).slice(0, 12)}…</code>`;
    case 'string':
    case 'list':
    case 'object':
    case 'geometry':
      return text(String(value), field, place);
    default:
      throw new Error(`no such datatype: ${field.type satisfies never}`);
  }
}

function text(value: string, field: Field, place: ValuePlace): Content {
  if (Array.isArray(field.codes)) {
    const code = field.codes.find(one => one.value === value);
    return code === undefined ? runHtml(runOf(value), place.frame) : code[place.frame.lang];
  }
  switch (field.as) {
    case 'markdown':
      return place.whole ? html`<div class="prose">${markdown(value, { topHeading: 2 })}</div>` : short(value, place);
    case 'url':
      return html`<a class="breakable" href="${webAddress(value)}" rel="nofollow noopener">${value.replace(/^https?:\/\//, '')}</a>`;
    case 'e-mail':
      return html`<a class="breakable" href="mailto:${value}">${value}</a>`;
    case 'phone':
      return html`<a class="nowrap" href="tel:${value.replace(/[^\d+]/g, '')}">${value}</a>`;
    case 'identifier':
    case 'code':
      return html`<span class="code">${value}</span>`;
    default:
      return place.whole ? lines(value, place) : short(value, place);
  }
}

// Only the web: a register may hold what its officers typed before there was a check.
function webAddress(value: string): string {
  return /^https?:\/\//i.test(value) ? value : '#';
}

function lines(value: string, { frame }: ValuePlace): Content {
  return joinHtml(
    value.split(/\r?\n/).map(line => runHtml(runOf(line), frame)),
    html`<br>`,
  );
}

function short(value: string, { frame }: ValuePlace): Content {
  const line = value.replace(/\s+/g, ' ');
  return runHtml(runOf(line.length > shortLength ? cutBetweenLetters(line, shortLength) : line), frame);
}

/** The beginning of a text: a letter keeps the marks that stand on it and the vowel that stands before it. */
export function cutBetweenLetters(value: string, length: number): string {
  let end = length;
  while (/[\u0eb0-\u0ebd\u0ec6-\u0ece\udc00-\udfff]/.test(value.charAt(end))) end++;
  return `${value
    .slice(0, end)
    .replace(/[\u0ec0-\u0ec4]$/, '')
    .trimEnd()}…`;
}

function reference(key: string, register: string, { frame, labels }: ValuePlace): Html {
  const written = encodeKeyPart(key);
  const known = labels.get(labelKey(register, key)) ?? labels.get(labelKey(register, written));
  const title = titleIn(known ?? {}, frame.lang, decodedKey(key));
  return html`<a href="${homeOf(frame.lang, register, written)}">${runHtml(title, frame)}</a>`;
}

function objectHtml(value: JsonObject, field: Field, place: ValuePlace): Content {
  if (field.as === 'bilingual')
    return runHtml(titleIn(value as { lo?: string; en?: string }, place.frame.lang, ''), place.frame);
  if (field.type === 'geometry') return geometry(value, place);
  return html`<code class="breakable">${JSON.stringify(value)}</code>`;
}

function geometry(value: JsonObject, { frame }: ValuePlace): Content {
  const position = value['coordinates'];
  if (value['type'] !== 'Point' || !Array.isArray(position))
    return html`<span lang="en">${String(value['type'])}</span>`;
  const [longitude, latitude] = position.map(one => formatNumber(numeric(one), frame.lang));
  return html`<span class="nowrap">${latitude}°, ${longitude}°</span>`;
}

function withUnit(number: string, field: Field, place: ValuePlace): Html {
  const unit = field.unit ?? '';
  const gap = /^[°%]/.test(unit) || unit === '' ? '' : '\u00a0';
  return html`<span class="nowrap">${number}${gap}${unit === '' ? '' : runHtml(runOf(unit), place.frame)}</span>`;
}

function numeric(value: JsonValue): string | number {
  return typeof value === 'number' ? value : String(value);
}
