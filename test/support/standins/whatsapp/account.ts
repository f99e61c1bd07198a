/** Our account on WhatsApp: which device is linked, what arrives in its chats, and what leaves them. */
import { randomUUID } from 'node:crypto';
import { Chats, newNumber, now } from './chats.ts';
import type { Fields } from './deeds.ts';
import { type Document, Documents } from './documents.ts';
import { Arrivals, Faults, type Outcome } from './faults.ts';
import { ME, type Person, Persons } from './people.ts';
import {
  type Alias,
  type Fate,
  type Filed,
  keyOf,
  type SocketState,
  type Told,
  type WireChat,
  type WireKey,
  type WireMessage,
} from './wire.ts';

/** How pages behave that load from now on. */
export interface PageManner {
  syncedEarly: boolean;
  savesLate: boolean;
  frames: number;
  formerKeys: boolean;
  bare: boolean;
  filed: Filed;
}

/** States in which the network is down. */
const DOWN: readonly SocketState[] = ['OPENING', 'TIMEOUT'];

/** A message of ours that reached a person. */
interface Delivered {
  readonly person: Person;
  readonly message: WireMessage;
}

/** The account. `changed` is called after everything that happens. */
export class Account {
  readonly chats = new Chats();
  readonly persons = new Persons();
  readonly documents: Documents;
  readonly faults = new Faults();
  readonly arrivals: Arrivals;
  readonly manner: PageManner = {
    syncedEarly: false,
    savesLate: false,
    frames: 0,
    formerKeys: false,
    bare: false,
    filed: 'here',
  };
  /** Which hidden ids WhatsApp tells the numbers of. */
  readonly aliases: Alias[] = [];
  readonly delivered: Delivered[] = [];
  readonly seen = new Set<string>();
  /** Messages that the page asked the phone to send again, because it could not read them. */
  readonly resent = new Set<string>();
  /** How often the library has gone into a page. */
  entered = 0;
  readonly #changed: () => void;
  readonly #outgoing = new Map<string, { message: WireMessage; outcome: Outcome }>();
  #held: Told[] = [];
  #reconnected: (() => void)[] = [];
  #identity: string | undefined;
  #state: SocketState = 'CONNECTED';
  #qr = newQr();

  constructor(changed: () => void) {
    this.#changed = changed;
    this.documents = new Documents(changed);
    this.arrivals = new Arrivals((again, message) => this.#arrive(again, message));
  }

  get linked(): boolean {
    return this.#identity !== undefined;
  }

  /** Whether a page of the linked device hears of messages just now. */
  get online(): boolean {
    return this.#state === 'CONNECTED' && this.documents.of(this.#identity).length > 0;
  }

  get qr(): string {
    return this.#qr.join(',');
  }

  /** A page connects with what its profile has saved. */
  greet(identity: string, open: (identity: string) => Document): void {
    const linked = identity !== '' && identity === this.#identity;
    const document = open(linked ? identity : '');
    if (linked) this.#held = [];
    // Only a network that is down is still so for the next page.
    if (!DOWN.includes(this.#state)) this.#state = 'CONNECTED';
    const state = linked ? this.#state : 'UNPAIRED';
    const chats = linked ? this.chats.all() : [];
    document.tell({
      event: 'hello',
      document: document.id,
      state,
      me: ME,
      qr: this.#qr,
      chats,
      aliases: this.aliases,
      ...this.manner,
    });
    this.#changed();
  }

  /** The phone scanned the QR on this page. */
  link(document: Document): string {
    this.#identity = randomUUID();
    document.replaced = true;
    document.tell({ event: 'paired', identity: this.#identity });
    this.#qr = newQr();
    return this.#identity;
  }

  /** The phone ends the link. */
  unlink(): void {
    const documents = this.documents.of(this.#identity);
    this.#identity = undefined;
    this.#held = [];
    for (const document of documents) document.tell({ event: 'logout' });
    this.#changed();
  }

  /** The pages of the linked device. */
  current(): Document[] {
    return this.linked ? this.documents.of(this.#identity) : [];
  }

  /** Shows another QR. */
  renewQr(): void {
    this.#qr = newQr();
    this.documents.unlinked?.tell({ event: 'qr', ref: this.#qr[0] ?? '' });
    this.#changed();
  }

  /** The connection changes. While it is not `CONNECTED`, nothing passes in either direction. */
  setState(state: SocketState): void {
    // Only a page that shows a QR waits for a phone, and grows tired of it.
    if (state === 'UNPAIRED_IDLE') return void this.documents.unlinked?.tell({ event: 'state', state });
    this.#state = state;
    this.tell({ event: 'state', state }, true);
    if (state !== 'CONNECTED') return;
    for (const told of this.#held.splice(0)) this.tell(told);
    for (const go of this.#reconnected.splice(0)) go();
    this.#changed();
  }

  /** Tells the pages of the linked device; what happens while the connection is down they hear afterwards. */
  tell(told: Told, always = false): void {
    const documents = this.documents.of(this.#identity);
    if (!always && this.#state !== 'CONNECTED' && documents.length > 0) this.#held.push(told);
    else for (const document of documents) document.tell(told);
    this.#changed();
  }

  /** Something new in a chat. Gives its key. */
  arrive(key: Omit<WireKey, 'id'>, from: string, fields: Fields): string {
    const id = { ...key, id: newNumber() };
    const to = key.fromMe ? key.remote : ME.number;
    const message: WireMessage = { type: 'chat', t: now(), ack: 1, notifyName: 'Somebody', ...fields, id, from, to };
    this.chats.add(message);
    this.#changed();
    this.arrivals.add(message);
    return keyOf(id);
  }

  /** Changes a message, wherever it is shown. */
  change(key: string, fields: Fields): void {
    if (!this.chats.message(key)) throw new Error('there is no such message');
    this.chats.change(key, fields);
    this.tell({ event: 'change', id: key, fields });
  }

  /** The chat that a page looks for by an id, made when the person is there. */
  find(id: string): { error?: string; chat?: WireChat } {
    const person = this.persons.by(id);
    if (!this.chats.has(id)) {
      if (!person) return {};
      if (person.address !== id) return { error: 'No LID for user' };
      this.chats.open(id);
    }
    return { chat: { id, title: id, t: 0, unreadCount: this.chats.unread(id), messages: this.chats.earlier(id, undefined) } };
  }

  /** A page is about to send. */
  announce(message: WireMessage): Fate {
    const outcome = this.faults.take();
    if (outcome.fate.fate === 'silent') this.#deliver(message, outcome);
    else if (outcome.fate.fate === 'goes') this.#outgoing.set(keyOf(message.id), { message, outcome });
    this.#changed();
    return outcome.fate;
  }

  /** A page sends. Resolves when WhatsApp has it; `gone` is when the page went before that. */
  async send(key: string, gone: AbortSignal): Promise<void> {
    const out = this.#outgoing.get(key);
    this.#outgoing.delete(key);
    if (!out) return;
    if (out.outcome.delay > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, out.outcome.delay);
        gone.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    while (this.#state !== 'CONNECTED' && !gone.aborted) {
      await new Promise<void>((resolve) => {
        this.#reconnected.push(resolve);
        gone.addEventListener('abort', () => resolve());
      });
    }
    if (!gone.aborted) this.#deliver(out.message, out.outcome);
  }

  /** We take a message back. */
  revoke(key: string): void {
    this.#outgoing.delete(key);
    const index = this.delivered.findIndex(({ message }) => keyOf(message.id) === key);
    if (index !== -1) this.delivered.splice(index, 1);
    if (this.chats.message(key)) this.change(key, { type: 'revoked', subtype: 'sender', body: '' });
  }

  see(chat: string): void {
    this.seen.add(chat);
    this.chats.see(chat);
    this.#changed();
  }

  #arrive(again: boolean, message: WireMessage): void {
    const unreadCount = this.chats.unread(message.id.remote);
    this.tell({ event: 'message', message, unreadCount, ...(again && { again }) });
  }

  #deliver(sent: WireMessage, { delivered }: Outcome): void {
    const message = { ...sent, ack: 1, isNewMsg: false };
    const key = keyOf(message.id);
    const chat = message.id.remote;
    this.chats.add(message);
    this.chats.see(chat);
    this.tell({ event: 'change', id: key, fields: { ack: 1 } });
    const person = this.persons.by(chat);
    if (!delivered || !person || person.blocks || person.address !== message.to) return;
    this.delivered.push({ person, message });
    this.change(key, { ack: 2 });
  }
}

function newQr(): readonly string[] {
  return [`2@${randomUUID()}`, 'bm9pc2U=', 'aWRlbnRpdHk=', 'c2VjcmV0', '1'];
}
