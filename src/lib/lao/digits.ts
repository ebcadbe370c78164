// Lao digits as 0-9 and back, and nothing else of the text.

/** The text with ໐-໙ as 0-9. Every other character stays, so it fits codes, phone numbers and dates. */
export function fromLaoDigits(text: string): string {
  return text.replace(/[໐-໙]/g, digit => String(digit.charCodeAt(0) - 0x0ed0));
}

/** The text with 0-9 as ໐-໙, for print that asks for them. Every other character stays. */
export function toLaoDigits(text: string): string {
  return text.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0x0ea0));
}
