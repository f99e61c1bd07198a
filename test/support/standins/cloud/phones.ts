/** The persons with their phones, and what stands in their chats with us. */
import { createHash } from 'node:crypto';
import { Persons } from '../whatsapp/people.ts';
import type { Outgoing } from './outgoing.ts';

/** How long we may write after a person did. Milliseconds. */
const WINDOW = 24 * 60 * 60_000;

/** Somebody. `user` is Meta's id of them; who has a username may hide the number. `wrote` in milliseconds. */
export interface Phone {
  readonly name: string;
  number: string;
  user: string;
  hidden: boolean;
  blocks: boolean;
  wrote: number;
  readonly seen: (Outgoing & { readonly id: string })[];
}

/** All phones. A person has the number here that the other stand-in for WhatsApp knows. */
export class Phones {
  readonly #people = new Persons();
  readonly #phones = new Map<string, Phone>();

  named(name: string): Phone {
    const known = this.#phones.get(name);
    if (known) return known;
    const number = this.#people.named(name).number.replace('@c.us', '');
    const phone: Phone = { name, number, user: userOf(number), hidden: false, blocks: false, wrote: 0, seen: [] };
    this.#phones.set(name, phone);
    return phone;
  }

  /** Whose number or id this is, of those who have written. */
  by(whom: string): Phone | undefined {
    return [...this.#phones.values()].find(({ number, user }) => number === whom || user === whom);
  }

  /** Gives a person another number, with which goes another id. */
  move(phone: Phone): { number: string; user: string } {
    const { number, user } = phone;
    phone.number = String(BigInt(number) + 1n);
    phone.user = userOf(phone.number);
    return { number, user };
  }
}

/** Whether we may write to this person now. */
export function windowOpen({ wrote }: Phone): boolean {
  return Date.now() - wrote < WINDOW;
}

function userOf(number: string): string {
  return `PK.${createHash('sha256').update(number).digest().readBigUInt64BE()}`;
}
