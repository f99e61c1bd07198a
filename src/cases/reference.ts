/** The reference and PIN by which a complainant comes back from any phone. They look like nothing in particular. */
import { randomInt } from 'node:crypto';

/** Digits as in any bill or order: 4 + 4 for the reference, 4 for the PIN. */
export function newReference(): { reference: string; pin: string } {
  return { reference: `${digits(4)}-${digits(4)}`, pin: digits(4) };
}

/** What a person typed, as a reference: digits only, however they were grouped. Null when it cannot be one. */
export function parseReference(typed: string): string | null {
  const found = typed
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, western)
    .replace(/\D/g, '');
  return found.length === 8 ? `${found.slice(0, 4)}-${found.slice(4)}` : null;
}

/** What a person typed, as a PIN. Null when it cannot be one. */
export function parsePin(typed: string): string | null {
  const found = typed
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, western)
    .replace(/\D/g, '');
  return found.length === 4 ? found : null;
}

function western(digit: string): string {
  return String((digit.codePointAt(0) ?? 0) & 0xf);
}

function digits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}
