/** The ids of persons, groups and channels, as objects of WhatsApp Web. */

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
