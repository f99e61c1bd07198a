/** The keys of messages, as objects of WhatsApp Web. */
import type { WireKey } from '../wire.ts';
import { createWid, type Wid } from './wid.ts';

/** What a {@link MsgKey} is made of when a message is written. */
interface NewKey {
  readonly to: unknown;
  readonly id: string;
  readonly participant?: unknown;
  readonly selfDir?: 'in' | 'out';
}

/** The key of a message, without the name under which it has all of itself as one word. */
abstract class Key {
  readonly fromMe: boolean;
  readonly remote: Wid;
  readonly id: string;
  readonly participant?: Wid;

  constructor({ to, id, participant, selfDir }: NewKey) {
    this.fromMe = selfDir === 'out';
    this.remote = createWid(to);
    this.id = id;
    if (participant) this.participant = createWid(participant);
  }

  protected whole(): string {
    return [this.fromMe, this.remote, this.id, ...(this.participant ? [this.participant] : [])].join('_');
  }

  /** A new number for a message, as WhatsApp Web makes them. */
  static newId(): Promise<string> {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    return Promise.resolve(`3EB0${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase());
  }
}

/** A key as WhatsApp Web has it since 2.3000.1042401057. */
export class MsgKey extends Key {
  readonly $1: string;

  constructor(key: NewKey) {
    super(key);
    this.$1 = this.whole();
  }

  override toString(): string {
    return this.$1;
  }
}

/** A key as WhatsApp Web had it before. */
class FormerMsgKey extends Key {
  readonly _serialized: string;

  constructor(key: NewKey) {
    super(key);
    this._serialized = this.whole();
  }

  override toString(): string {
    return this._serialized;
  }
}

export type AnyMsgKey = MsgKey | FormerMsgKey;

let current: typeof MsgKey | typeof FormerMsgKey = MsgKey;

/** The kind of key that this page has, from now on the former one when `former`. */
export function keyClass(former: boolean): typeof MsgKey | typeof FormerMsgKey {
  current = former ? FormerMsgKey : MsgKey;
  return current;
}

/** The key of a message that comes from the server. */
export function keyFromWire({ fromMe, remote, id, participant }: WireKey): AnyMsgKey {
  return new current({ to: remote, id, participant, selfDir: fromMe ? 'out' : 'in' });
}
