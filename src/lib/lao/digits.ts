// Lao digits as 0-9, and nothing else of the text.

/** The text with ໐-໙ as 0-9. Every other character stays, so it fits codes, phone numbers and dates. */
export function fromLaoDigits(text: string): string {
  return text.replace(/[໐-໙]/g, digit => String(digit.charCodeAt(0) - 0x0ed0));
}
