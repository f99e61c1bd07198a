/** Finds conversations and their data keys, and remembers the few that are in use. Nothing is remembered on disk. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { createConversation, findByAddress, findKey, type KeyRow } from '../../db/queries/conversations.ts';
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
    const addressHash = this.#keyring.hash('address', `${channel}/${account}/${address}`);
    const known = this.#byAddress.get(addressHash.toString('base64'));
    if (known) return known;
    const place = { channel, account, addressHash };
    const row = (await findByAddress(this.#database.sql, place)) ?? (await this.#create(place, address));
    const opened = { id: row.id, key: this.#keyring.unwrap(row.id, row.dataKey) };
    this.#byAddress.set(addressHash.toString('base64'), opened);
    return opened;
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

  #create(place: { channel: string; account: string; addressHash: Buffer }, address: string): Promise<KeyRow> {
    const id = randomUUID();
    const { key, wrapped } = this.#keyring.create(id);
    const sealed = sealJson(key, 'address', id, address);
    return createConversation(this.#database.sql, place, { id, address: sealed, dataKey: wrapped, at: this.#clock() });
  }
}

/** The conversation was erased in the meantime. */
export class ConversationGone extends Error {
  constructor() {
    super('the conversation is gone');
  }
}
