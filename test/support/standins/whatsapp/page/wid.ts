/** The ids of persons, groups and channels, and the keys of messages, as objects of WhatsApp Web. */
import type { WireKey } from '../wire.ts';

/** An id such as `1@c.us`. */
export class Wid {
  readonly server: string;
  readonly user: string;
  readonly _serialized: string;

  constructor(serialized: string) {
    const [user = '', server = ''] = serialized.split('@');
    this.user = user;
    this.server = server;
    this._serialized = serialized;
  }

  isUser(): boolean {
    return this.server === 'c.us' || this.server === 'lid';
  }

  isLid(): boolean {
    return this.server === 'lid';
  }

  isGroup(): boolean {
    return this.server === 'g.us';
  }

  isStatus(): boolean {
    return this._serialized === 'status@broadcast';
  }

  isNewsletter(): boolean {
    return this.server === 'newsletter';
  }

  isBroadcast(): boolean {
    return this.server === 'broadcast';
  }

  toJid(): string {
    return this._serialized.replace('@c.us', '@s.whatsapp.net');
  }

  toString(): string {
    return this._serialized;
  }
}

/** The Wid of anything that names one. */
export function createWid(like: unknown): Wid {
  if (like instanceof Wid) return like;
  if (typeof like === 'object' && like !== null && '_serialized' in like) return createWid(like._serialized);
  if (typeof like !== 'string' || !like.includes('@')) throw new Error('wid error: invalid wid');
  return new Wid(like);
}

/** What a {@link MsgKey} is made of when a message is written. */
interface NewKey {
  readonly to: unknown;
  readonly id: string;
  readonly participant?: unknown;
  readonly selfDir?: 'in' | 'out';
}

/** The key of a message. */
export class MsgKey {
  readonly fromMe: boolean;
  readonly remote: Wid;
  readonly id: string;
  readonly participant?: Wid;
  readonly _serialized: string;

  constructor({ to, id, participant, selfDir }: NewKey) {
    this.fromMe = selfDir === 'out';
    this.remote = createWid(to);
    this.id = id;
    if (participant) this.participant = createWid(participant);
    this._serialized = [this.fromMe, this.remote, id, ...(this.participant ? [this.participant] : [])].join('_');
  }

  /** A new number for a message, as WhatsApp Web makes them. */
  static newId(): Promise<string> {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    return Promise.resolve(`3EB0${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase());
  }

  static fromWire({ fromMe, remote, id, participant }: WireKey): MsgKey {
    return new MsgKey({ to: remote, id, participant, selfDir: fromMe ? 'out' : 'in' });
  }

  toString(): string {
    return this._serialized;
  }
}
