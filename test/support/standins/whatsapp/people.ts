/** The persons with a phone, by any word without blanks, and under which ids WhatsApp knows them. */
import { createHash } from 'node:crypto';

/** Our own account. */
export const ME = { number: '923009999999@c.us', lid: '199999999999999@lid', name: 'Helpline' };

/** Somebody with a phone. `address` is the chat from which this person writes now. */
export interface Person {
  readonly name: string;
  readonly number: string;
  readonly lid: string;
  address: string;
  blocks: boolean;
}

/** All persons. The same name has always the same ids. */
export class Persons {
  readonly #byName = new Map<string, Person>();
  readonly #byAddress = new Map<string, Person>();

  named(name: string): Person {
    const known = this.#byName.get(name);
    if (known) return known;
    const number = `9200${digits(name, 8)}@c.us`;
    const person = { name, number, lid: `1${digits(`lid ${name}`, 14)}@lid`, address: number, blocks: false };
    this.#byName.set(name, person);
    this.#byAddress.set(number, person);
    this.#byAddress.set(person.lid, person);
    return person;
  }

  /** Whose number or hidden id this is. */
  by(address: string): Person | undefined {
    return this.#byAddress.get(address);
  }
}

export function groupOf(group: string): string {
  return `1203630${digits(`group ${group}`, 11)}@g.us`;
}

export function channelOf(name: string): string {
  return `1203631${digits(`channel ${name}`, 11)}@newsletter`;
}

function digits(text: string, count: number): string {
  const number = createHash('sha256').update(text).digest().readBigUInt64BE();
  return String(number).padStart(20, '0').slice(-count);
}
