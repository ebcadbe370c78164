// Which addresses a link may carry. It resolves nothing and fetches nothing.

const scheme = /^[a-z][a-z0-9+.-]*:/i;
const allowed = /^(?:https?|mailto|tel):/i;

/** The address, or `#` where its scheme is not http, https, mailto or tel (`javascript:`, `data:` and their disguises). */
export function safeAddress(address: string): string {
  // Browsers drop controls and white space before they look for the scheme (URL Standard, 4.4).
  const seen = address.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/g, '');
  return !scheme.test(seen) || allowed.test(seen) ? address : '#';
}
