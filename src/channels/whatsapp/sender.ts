/** Sending one message, which may be several on WhatsApp. */
import { type Outbound, SendError, type Sent } from '../channel.ts';
import type { Acks } from './acks.ts';
import { isSick, toSendError } from './failures.ts';
import { toMessage } from './message.ts';
import type { Pacing } from './pacing.ts';
import { render } from './render.ts';
import type { Session } from './session.ts';
import { lookFor } from './unshown.ts';
import { TimeUp, within } from './within.ts';

/** How many messages that broke off in the middle, and how many that went out, are remembered. */
const REMEMBERED = 1_000;

/** `session` gives the one that can send just now; `patience` in milliseconds. */
export interface SenderParts {
  readonly session: () => Session | undefined;
  readonly acks: Acks;
  readonly pacing: Pacing;
  readonly patience: number;
}

/** Sends messages. A retry of one that broke off in the middle goes on where it broke off. */
export class Sender {
  readonly #parts: SenderParts;
  /** By message id, how many of its parts went out. */
  readonly #begun = new Map<string, number>();
  /** By WhatsApp's number of a part, the message that it is of. */
  readonly #sent = new Map<string, string>();
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Sends a message. `reference` is WhatsApp's id of its last part, where it showed that one. Throws nothing but a `SendError`. */
  async send(address: string, message: Outbound): Promise<Sent> {
    const sending = this.#sendAll(address, message);
    const settled = sending.catch(() => undefined);
    this.#underWay.set(message.id, settled);
    try {
      return await sending;
    } catch (error) {
      throw toSendError(error);
    } finally {
      if (this.#underWay.get(message.id) === settled) this.#underWay.delete(message.id);
    }
  }

  /** Whether a message is on its way just now; without an id, whether any is. */
  busy(id?: string): boolean {
    return id === undefined ? this.#underWay.size > 0 : this.#underWay.has(id);
  }

  /** Resolves when nothing that is on its way now is left. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  /** Whether what WhatsApp has under this number is of another message than the one with this id. */
  isOfAnother(key: string, id: string): boolean {
    const of = this.#sent.get(key);
    return of !== undefined && of !== id;
  }

  /** How many parts of a message that broke off are known to have gone out. */
  begun(id: string): number {
    return this.#begun.get(id) ?? 0;
  }

  /** Notes that so many parts of a message went out, found in its chat. */
  noteBegun(id: string, parts: number): void {
    remember(this.#begun, id, parts);
  }

  async #sendAll(address: string, message: Outbound): Promise<Sent> {
    const bodies = render(message);
    let reference: string | undefined;
    for (const body of bodies.slice(this.begun(message.id))) {
      reference = await this.#sendPart(address, body, message.id);
      remember(this.#begun, message.id, this.begun(message.id) + 1);
    }
    this.#begun.delete(message.id);
    return reference === undefined ? {} : { reference };
  }

  async #sendPart(address: string, body: string, id: string): Promise<string | undefined> {
    const { session: current, acks, pacing, patience } = this.#parts;
    if (!current()) throw new SendError('unreachable');
    if (!(await pacing.turn(address))) throw new SendError('unreachable');
    const session = current();
    if (!session?.client) throw new SendError('unreachable');
    const options = { linkPreview: false, sendSeen: false, parseVCards: false };
    const sentAt = new Date();
    const isKnown = (key: string) => this.#sent.has(key);
    try {
      const sent = await within(patience, session.client.sendMessage(address, body, options));
      const message = toMessage(sent?.rawData) ?? (await lookFor(session.client, { address, body, sentAt, isKnown }));
      if (!message) return undefined;
      remember(this.#sent, message.key, id);
      const outcome = await acks.of(message.key, message.ack, patience);
      if (outcome === 'refused') throw new SendError('rejected');
      if (outcome === 'unknown') throw new TimeUp();
      return message.reference;
    } catch (error) {
      // The page is sick and may send it later still; with its end it cannot.
      if (isSick(error)) session.end('no_answer');
      throw error;
    }
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
