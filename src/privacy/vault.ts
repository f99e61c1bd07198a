/** Finds conversations and their data keys, and remembers the few that are in use. Nothing is remembered on disk. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import {
  createConversation,
  findByAddress,
  findByOtherAddress,
  findKey,
  type KeyRow,
  moveAddress,
  moveConversation,
  noteAddresses,
  noteReachable,
  type Place,
} from '../../db/queries/conversations.ts';
import type { Clock } from '../clock.ts';
import { type Keyring, sealJson } from './keyring.ts';
import { LeastRecent } from './leastRecent.ts';

interface Opened {
  readonly id: string;
  readonly key: Buffer;
}

/** Foreign key violated: the conversation is not there any more. */
const GONE = '23503';

/** How many conversations' keys are kept in memory; the others are one query away. */
const REMEMBERED = 2_000;

export class Vault {
  readonly #database: Database;
  readonly #keyring: Keyring;
  readonly #clock: Clock;
  readonly #byAddress = new LeastRecent<string, Opened>(REMEMBERED);
  readonly #byId = new LeastRecent<string, Buffer>(REMEMBERED);
  /** The address at which a conversation is answered, for those that have several. */
  readonly #answeredAt = new LeastRecent<string, string>(REMEMBERED);

  constructor(parts: { database: Database; keyring: Keyring; clock: Clock }) {
    this.#database = parts.database;
    this.#keyring = parts.keyring;
    this.#clock = parts.clock;
  }

  /**
   * The conversation at an address; begins one when there is none. `also` are other addresses of the same chat: whoever is
   * known by one of them goes on in the conversation they had, and is answered at the address they wrote from.
   */
  async at(channel: string, account: string, address: string, also: readonly string[] = []): Promise<Opened> {
    try {
      return await this.#at(channel, account, address, also);
    } catch (error) {
      if ((error as { code?: string }).code !== GONE) throw error;
      // It was deleted elsewhere, and the news of it was lost on the way.
      for (const each of [address, ...also]) this.#byAddress.delete(nameOf(this.#place(channel, account, each)));
      return await this.#at(channel, account, address, also);
    }
  }

  async #at(channel: string, account: string, address: string, also: readonly string[]): Promise<Opened> {
    const place = this.#place(channel, account, address);
    const others = also.map((other) => this.#place(channel, account, other));
    const own = await this.#look(place);
    if (own && others.length === 0 && !this.#answeredAt.has(own.id)) return own;
    const known = own ?? (await this.#known([place, ...others]));
    const opened = known ?? this.#remember(place, await this.#create(place, address));
    const all = [place, ...others];
    if (all.some((each) => this.#byAddress.get(nameOf(each))?.id !== opened.id)) {
      await noteAddresses(this.#database.sql, opened.id, all);
    }
    if (known && this.#answeredAt.get(opened.id) !== address) {
      await moveAddress(this.#database.sql, opened.id, sealJson(opened.key, 'address', opened.id, address));
    }
    this.#answeredAt.set(opened.id, address);
    for (const each of all) this.#byAddress.set(nameOf(each), opened);
    return opened;
  }

  /** Notes whether the platform takes messages for a chat; a chat nobody began is nothing to note. Returns the conversation's id. */
  async reachable(channel: string, account: string, address: string, reachable: boolean): Promise<string | undefined> {
    const known = await this.#anywhere(this.#place(channel, account, address));
    if (known) await noteReachable(this.#database.sql, known.id, reachable, this.#clock());
    return known?.id;
  }

  /** The person took the chat along to another address: from now on it is there, and whoever has the old one is a stranger. */
  async move(channel: string, account: string, from: string, to: string): Promise<string | undefined> {
    const left = this.#place(channel, account, from);
    const known = await this.#anywhere(left);
    if (!known) return undefined;
    const address = sealJson(known.key, 'address', known.id, to);
    const place = this.#place(channel, account, to);
    await moveConversation(this.#database.sql, known.id, { left, place, nowhere: randomBytes(32), address });
    this.forget(known.id);
    return known.id;
  }

  /** The conversation at an address, for who only reads; undefined when none has begun. */
  async find(channel: string, account: string, address: string): Promise<Opened | undefined> {
    return await this.#anywhere(this.#place(channel, account, address));
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
    this.#answeredAt.delete(id);
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

  async #anywhere(place: Place): Promise<Opened | undefined> {
    return (await this.#look(place)) ?? (await this.#known([place]));
  }

  async #known(places: readonly Place[]): Promise<Opened | undefined> {
    for (const place of places) {
      const row = (await findByOtherAddress(this.#database.sql, place)) ?? (await findByAddress(this.#database.sql, place));
      if (row) return this.#remember(place, row);
    }
    return undefined;
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
