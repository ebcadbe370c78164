// The forms under which the text of a header is compared, and the unit in its brackets. It never decides which field it is.
import { normalise } from '#lib/lao';

const marks = /[\s.,:;*_\-–/\\"'“”‘’#()[\]（）]+/gu;
const bracketed = /[([（][^)\]）]*[)\]）]/gu;

/** A header as it is compared: Lao normalised, lower case, without spaces and marks. */
export function headerKey(text: string): string {
  return normalise(text).replace(marks, '');
}

/** The same without what stands in brackets (a unit, a language); the whole where nothing else remains. */
export function bareHeaderKey(text: string): string {
  const bare = headerKey(text.replace(bracketed, ' '));
  return bare === '' ? headerKey(text) : bare;
}

/** Powers of ten by the word for them, longer words first where one holds another. */
const scales: readonly (readonly [RegExp, number])[] = [
  [/^(?:ພັນຕື້|trillion)/, 12],
  [/^(?:ຕື້|billion|bn)/, 9],
  [/^(?:ລ້ານ|million|mio|mn)/, 6],
  [/^(?:ແສນ)/, 5],
  [/^(?:ໝື່ນ)/, 4],
  [/^(?:ພັນ|thousand|000(?!\d))/, 3],
];
const units = /^(?:ກີບ|ໂດລາ|ບາດ|ຄົນ|kip|lak|usd|thb|eur|baht|dollars?|persons?|people|us\$|\$|₭|s|of|\s)*$/;

/**
 * The power of ten that a unit such as `ລ້ານກີບ`, `million kip` or `'000 LAK` multiplies by: 6, 6, 3. 0 for `ກີບ`;
 * undefined for a text that is no unit of money or number.
 */
export function powerOfUnit(unit: string): number | undefined {
  const text = normalise(unit).trim().replace(/^['’]/, '');
  for (const [scale, power] of scales) {
    if (scale.test(text)) return units.test(text.replace(scale, '')) ? power : undefined;
  }
  return text !== '' && units.test(text) ? 0 : undefined;
}

/** What the brackets of a header say of its unit, as a power of ten; undefined where they say nothing of it. */
export function powerOfHeader(text: string): number | undefined {
  for (const found of text.match(bracketed) ?? []) {
    const power = powerOfUnit(found.slice(1, -1).replace(/^\s*(?:ຫົວໜ່ວຍ|unit|in)\s*:?\s*/iu, ''));
    if (power !== undefined) return power;
  }
  return undefined;
}
