// Multiplies decimal texts exactly: 1.5 in a column of millions is 1500000, never 1499999.9999999998.

/** Two plain decimals (`-12.5`) multiplied; the product has no idle zeros. */
export function multiplyExactly(one: string, other: string): string {
  const [a, b] = [partsOf(one), partsOf(other)];
  const product = a.digits * b.digits;
  const negative = product < 0n;
  const places = a.places + b.places;
  const digits = (negative ? -product : product).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const rest = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** Ten to a power, as a plain decimal: 6 is 1000000, -3 is 0.001. */
export function powerOfTen(power: number): string {
  return power >= 0 ? `1${'0'.repeat(power)}` : `0.${'0'.repeat(-power - 1)}1`;
}

function partsOf(text: string): { digits: bigint; places: number } {
  const [whole = '0', rest = ''] = text.split('.');
  return { digits: BigInt(`${whole}${rest}`), places: rest.length };
}
