// The long texts of a record, for reading: in the reader's language first, at a measure that the eye can follow.
import { attributes, type Html, html, markdown } from '#lib/html';
import { type Field, findField } from '#register';
import { runOf } from '../language.ts';
import type { RecordView } from '../view.ts';
import type { Frame } from './frame.ts';

interface LongText {
  readonly field: Field;
  readonly text: string;
  readonly lang: string | undefined;
}

/** The fields that are read rather than looked up: public markdown that says something. */
export function readFields({ register, item }: RecordView): Field[] {
  return register.schema.fields.filter(
    ({ name, as, visibility }) =>
      as === 'markdown' && visibility === 'public' && typeof item[name] === 'string' && item[name] !== '',
  );
}

/** The day of what is read: the first date of the page's view. */
export function dayField(record: RecordView): Field | undefined {
  if (readFields(record).length === 0) return undefined;
  return record.register.view.page
    .map(name => findField(record.register.schema, name))
    .find(field => field?.type === 'date' && field.visibility === 'public' && record.item[field.name] !== undefined);
}

/** The texts; nothing where a record has none. The other language's text stands below, under its name. */
export function reading(record: RecordView, frame: Frame): Html | false {
  const texts = readFields(record).map((field): LongText => {
    const text = String(record.item[field.name]);
    return { field, text, lang: runOf(text).lang };
  });
  if (texts.length === 0) return false;
  const own = texts.filter(({ lang }) => lang === undefined || lang === frame.lang);
  const [first, ...others] = [...own, ...texts.filter(one => !own.includes(one))];
  return html`<div class="reading">${first !== undefined && prose(first, 2, frame)}${others.map(one => second(one, frame))}</div>`;
}

function second(one: LongText, frame: Frame): Html {
  return html`<section aria-labelledby="text-${one.field.name}"><h2 id="text-${one.field.name}">${one.field.title[frame.lang]}</h2>
    ${prose(one, 3, frame)}</section>`;
}

function prose({ text, lang }: LongText, topHeading: number, frame: Frame): Html {
  return html`<div${attributes({ class: 'prose', lang: lang !== frame.lang && lang })}>${markdown(text, { topHeading })}</div>`;
}
