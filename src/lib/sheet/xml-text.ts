// What the escapes in XML and in Excel's strings stand for. It knows no tags.
import { SheetProblem } from './problem.ts';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its references resolved (XML 1.0, 4.6); those that only a DTD could declare are refused. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12};?)/g, (whole, body: string) => {
    const name = body.slice(0, -1);
    const plain = body.endsWith(';') ? named[name] : undefined;
    if (plain !== undefined) return plain;
    const code = /^#(?:x([0-9a-f]+)|(\d+));$/i.exec(body);
    const number =
      code === null ? Number.NaN : Number.parseInt(code[1] ?? code[2] ?? '', code[1] === undefined ? 10 : 16);
    if (Number.isInteger(number) && number <= 0x10ffff) return String.fromCodePoint(number);
    throw new SheetProblem('bad-xlsx', { given: `reference ${whole}` });
  });
}

/** `_x000D_` and the like in Excel's strings (ECMA-376 part 1, 22.9.2.19). */
export function unescapeXstring(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The value of an attribute in the text of a tag after its name, its prefix aside; undefined when absent. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1);
    if (before > 32 && before !== 58 /* : */) continue;
    let equals = at + name.length;
    while (attributes.charCodeAt(equals) <= 32) equals += 1;
    if (attributes.charCodeAt(equals) !== 61 /* = */) continue;
    let open = equals + 1;
    while (attributes.charCodeAt(open) <= 32) open += 1;
    const close = attributes.indexOf(attributes.charAt(open), open + 1);
    return close < 0 ? undefined : unescapeXml(attributes.slice(open + 1, close));
  }
  return undefined;
}

/** An attribute that says yes or no. */
export function isOn(attributes: string, name: string): boolean {
  const value = attribute(attributes, name);
  return value === '1' || value === 'true' || value === 'on';
}

const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in XML, in an attribute too. */
export function escapeXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, sign => markup[sign] ?? sign) : text;
}

/** Characters that XML cannot hold or would change, and texts that look like their escapes, as Excel writes them: `_x000D_`. */
export function escapeXstring(text: string): string {
  if (!/[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/.test(text)) return text;
  return text.replace(/[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g, char => {
    return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
}
