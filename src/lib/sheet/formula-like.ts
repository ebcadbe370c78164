// Which texts a spreadsheet would run as a formula when it opens a CSV (OWASP, "CSV Injection"). It changes nothing.

const starts = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?\s?%?$/;

/** True for text that begins like a formula (= + - @, tab, line end, or their full-width forms) and is no plain number. */
export function isFormulaLike(text: string): boolean {
  return starts.test(text) && !plainNumber.test(text);
}
