/** Finds conversations and their data keys, and remembers the few that are in use. Nothing is remembered on disk. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { createConversation, findByAddress, findKey, type KeyRow, type Place } from '../../db/queries/conversations.ts';
import type { Clock } from '../clock.ts';
import { type Keyring, sealJson } from './keyring.ts';
import { LeastRecent } from './leastRecent.ts';

interface Opened {
  readonly id: string;
  readonly key: Buffer;
}

/** How many conversations' keys are kept in memory; the others are one query away. */
const REMEMBERED = 2_000;

export class Vault {
  readonly #database: Database;
  readonly #keyring: Keyring;
  readonly #clock: Clock;
  readonly #byAddress = new LeastRecent<string, Opened>(REMEMBERED);
  readonly #byId = new LeastRecent<string, Buffer>(REMEMBERED);

  constructor(parts: { database: Database; keyring: Keyring; clock: Clock }) {
    this.#database = parts.database;
    this.#keyring = parts.keyring;
    this.#clock = parts.clock;
  }

  /** The conversation at an address; begins one when there is none. */
  async at(channel: string, account: string, address: string): Promise<Opened> {
    const place = this.#place(channel, account, address);
    return (await this.#look(place)) ?? this.#remember(place, await this.#create(place, address));
  }

  /** The conversation at an address, for who only reads; undefined when none has begun. */
  async find(channel: string, account: string, address: string): Promise<Opened | undefined> {
    return await this.#look(this.#place(channel, account, address));
  }

  /** The data key of a conversation. Throws when the conversation is gone. */
  async keyOf(id: string): Promise<Buffer> {
    const known = this.#byId.get(id);
    if (known) return known;
    const wrapped = await findKey(this.#database.sql, id);
    if (!wrapped) throw new ConversationGone();
    return this.open(id, wrapped);
  }

  /** Unwraps a data key that was read along with its conversation. */
  open(id: string, wrapped: Buffer): Buffer {
    const known = this.#byId.get(id);
    if (known) return known;
    const key = this.#keyring.unwrap(id, wrapped);
    this.#byId.set(id, key);
    return key;
  }

  /** Forgets what is remembered of a conversation, because it was erased or its key was changed. */
  forget(id: string): void {
    this.#byId.delete(id);
    this.#byAddress.deleteWhere((opened) => opened.id === id);
  }

  #place(channel: string, account: string, address: string): Place {
    return { channel, account, addressHash: this.#keyring.hash('address', `${channel}/${account}/${address}`) };
  }

  async #look(place: Place): Promise<Opened | undefined> {
    const known = this.#byAddress.get(nameOf(place));
    if (known) return known;
    const row = await findByAddress(this.#database.sql, place);
    return row && this.#remember(place, row);
  }

  #remember(place: Place, row: KeyRow): Opened {
    const opened = { id: row.id, key: this.#keyring.unwrap(row.id, row.dataKey) };
    this.#byAddress.set(nameOf(place), opened);
    return opened;
  }

  #create(place: Place, address: string): Promise<KeyRow> {
    const id = randomUUID();
    const { key, wrapped } = this.#keyring.create(id);
    const sealed = sealJson(key, 'address', id, address);
    return createConversation(this.#database.sql, place, { id, address: sealed, dataKey: wrapped, at: this.#clock() });
  }
}

function nameOf({ addressHash }: Place): string {
  return addressHash.toString('base64');
}

/** The conversation was erased in the meantime. */
export class ConversationGone extends Error {
  constructor() {
    super('the conversation is gone');
  }
}
