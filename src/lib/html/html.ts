// The tagged template `html`: fixed parts are the author's, everything in a gap is escaped for the place it stands in.
import { Attributes } from './attributes.ts';
import { escapeText } from './escape.ts';
import { safeAddress } from './safe-address.ts';
import { type Context, contextsOf } from './template-context.ts';

/** HTML that is safe to send. Only `html`, `raw`, `joinHtml` and `markdown` make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a gap: HTML as it is, texts and numbers escaped, lists one after the other, nothing as nothing. */
export type Content = Html | Attributes | string | number | bigint | false | null | undefined | readonly Content[];

interface Template {
  readonly parts: readonly string[];
  readonly contexts: readonly Context[];
}

const templates = new WeakMap<TemplateStringsArray, Template>();

/**
 * Makes HTML from a template. In content and in double-quoted attributes texts are escaped; a gap that begins `href`,
 * `src` or `action` is held to safe schemes; among attributes only `attributes(..)` may stand. Anything else is a fault.
 * White space around line ends of the fixed parts is made one line end.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const { parts, contexts } = templates.get(strings) ?? readTemplate(strings);
  let text = parts[0] ?? '';
  for (const [place, context] of contexts.entries()) text += write(values[place], context) + (parts[place + 1] ?? '');
  return new Html(text);
}

/** HTML from a text that its author vouches for (an SVG made here). Never for a value of a register. */
export function raw(text: string): Html {
  return new Html(text);
}

/** The pieces one after the other with something between them. */
export function joinHtml(pieces: readonly Content[], between: Content): Html {
  const separator = write(between, 'content');
  return new Html(pieces.map(piece => write(piece, 'content')).join(separator));
}

function readTemplate(strings: TemplateStringsArray): Template {
  const template = {
    parts: strings.map(part => part.replace(/[ \t]*\n\s*/g, '\n')),
    contexts: contextsOf(strings),
  };
  templates.set(strings, template);
  return template;
}

function write(value: Content, context: Context): string {
  if (value === null || value === undefined || value === false) return '';
  if (context === 'attributes') {
    if (value instanceof Attributes) return value.text;
    throw new Error('only attributes(..) may stand among attributes');
  }
  if (value instanceof Attributes) throw new Error('attributes may stand only among attributes');
  if (typeof value === 'object') return writeObject(value, context);
  return escapeText(context === 'address' ? safeAddress(String(value)) : String(value));
}

function writeObject(value: Html | readonly Content[], context: Context): string {
  if (context !== 'content') throw new Error('an attribute holds one text, not HTML or a list');
  if (value instanceof Html) return value.text;
  let text = '';
  for (const one of value) text += write(one, context);
  return text;
}
