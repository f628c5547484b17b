/**
 * The `tel:` link of a telephone number, without separators. Undefined where the digits to dial are not
 * certain: with letters, an extension or a second number.
 */
export function telephone(text: string): string | undefined {
  // "+44 (0)20 …": one dials the zero only without the country code.
  const number = text.replace(/^(\(?(?:\+|00)\d{1,3}\)?[\s.-]*)\(0\)/, '$1');
  // What ends with a parenthesis ends with an extension.
  if (number.includes('(0)') || !/^\(?\+?[\d\s().\-\u2010-\u2013]+\d$/.test(number))
    return undefined;
  const digits = number.replace(/[^\d+]/g, '');
  // E.164, the plan of the telephone networks, allows 15 digits.
  return /^\+?\d{5,15}$/.test(digits) ? `tel:${digits}` : undefined;
}
