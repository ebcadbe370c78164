// Makes a text harmless as content and inside quoted attributes. It never decides where the text may stand.

const dangerous = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const every = new RegExp(dangerous.source, 'g');

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The text with `& < > " '` as references. Control characters, direction overrides (U+202A-202E, U+2066-2069) and half
 * characters become U+FFFD: a reader sees that something was there, and the text around it keeps its order.
 */
export function escapeText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return dangerous.test(whole) ? whole.replace(every, letter => named[letter] ?? '\ufffd') : whole;
}
