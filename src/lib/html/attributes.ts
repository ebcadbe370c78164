// Attributes of an element from an object, for those that are there only sometimes. It refuses handlers and styles.
import { escapeText } from './escape.ts';
import { safeAddress } from './safe-address.ts';

/** Values by attribute name: `true` writes the bare name; `false`, `null` and `undefined` leave it out. */
export type AttributeValues = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Written attributes; only `attributes` makes them, and a template takes nothing else among attributes. */
export class Attributes {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  static of(values: AttributeValues): Attributes {
    const written: string[] = [];
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined || value === null || value === false) continue;
      checkName(name);
      written.push(value === true ? ` ${name}` : ` ${name}="${escapeText(addressed(name, String(value)))}"`);
    }
    return new Attributes(written.join(''));
  }
}

/** The attributes of an object, each behind a space: `<a${attributes({ href, hidden })}>`. Addresses are made safe. */
export function attributes(values: AttributeValues): Attributes {
  return Attributes.of(values);
}

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9-]*$/i.test(name) || /^on|^style$|^srcdoc$/i.test(name))
    throw new Error(`not an attribute that may be written: ${name}`);
}

function addressed(name: string, value: string): string {
  return /^(?:href|src|action|formaction|cite|poster)$/i.test(name) ? safeAddress(value) : value;
}
