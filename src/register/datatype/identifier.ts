// Identifiers, telephone numbers and addresses of the net: read into one form each. They never look anything up.
import { fromLaoDigits } from '#lib/lao';
import { flawed, type Reading, read } from './reading.ts';

/** An identifier: letters, digits and `-./_~:`; a check digit by Luhn or ISO 7064 mod 97-10 where the field says so. */
export function readIdentifier(text: string, check: 'luhn' | 'mod-97' | undefined): Reading {
  const digits = fromLaoDigits(text);
  if (!/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\-./_~:]*$/u.test(digits)) return flawed('identifier/unreadable');
  if (check === 'luhn' && !luhn(digits)) return flawed('identifier/check-digit');
  if (check === 'mod-97' && !mod97(digits)) return flawed('identifier/check-digit');
  return digits === text ? read(text) : read(digits, [{ code: 'number/lao-digits' }]);
}

function luhn(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 1 && sum % 10 === 0;
}

function mod97(text: string): boolean {
  let rest = 0;
  for (const letter of text.toUpperCase().replace(/[^0-9A-Z]/g, '')) {
    const number = Number.parseInt(letter, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}

// The marks people set between digits, dashes of any length too.
const phoneMarks = /[\s().\-\u2010-\u2015\u2212]/g;

/**
 * A telephone number, kept as E.164. Lao ones (020, 030, 021 …) become +856; mobile ones whose zero a spreadsheet ate
 * (20 and eight digits, 30 and seven) too; others must begin with + or 00.
 */
export function readPhone(text: string): Reading {
  const digits = fromLaoDigits(text).replace(phoneMarks, '');
  if (!/^\+?\d{6,17}$/.test(digits)) return flawed('phone/unreadable');
  const number = international(digits)?.replace(/^\+8560/, '+856');
  return number !== undefined && /^\+[1-9]\d{5,14}$/.test(number) ? read(number) : flawed('phone/unreadable');
}

function international(digits: string): string | undefined {
  if (digits.startsWith('+')) return digits;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (digits.startsWith('0')) return `+856${digits.slice(1)}`;
  if (/^(?:20\d{8}|30\d{7})$/.test(digits)) return `+856${digits}`;
  return digits.startsWith('856') ? `+${digits}` : undefined;
}

/** An e-mail address by its shape (RFC 5321 in the plain form people use). */
export function readEmail(text: string): Reading {
  return text.length <= 254 && /^[^\s@<>",;]{1,64}@[^\s@<>",;]+\.[^\s@<>",;.]+$/.test(text)
    ? read(text)
    : flawed('e-mail/unreadable');
}

/** A web address with http or https; any other scheme (javascript:, data:, file:), a user or password in it, or a space is a flaw. */
export function readUrl(text: string): Reading {
  const url = /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined || url.username !== '' || url.password !== '' ? flawed('url/unreadable') : read(text);
}
