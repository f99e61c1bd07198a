/** What persons do on their phones, as Telegram has it. */
import type { Deed } from '../standin.ts';
import { mediaOf } from './media.ts';
import type { TelegramServer } from './server.ts';

/** Something that becomes a message. */
type Message = Exclude<Deed, { readonly kind: 'pick' | 'edit' | 'delete' | 'block' | 'unblock' }>;

/** The content of a file when it does not matter. */
const SOMETHING = Buffer.from('what was sent');

/** What the phone claims a file to be when it does not matter. Telegram says nothing of the type of a photo or a sticker. */
const TYPES: Readonly<Record<string, string>> = { voice: 'audio/ogg', video: 'video/mp4', file: 'application/pdf' };

/** Acts on one server, and remembers what was sent, because a change of a message repeats all that it does not change. */
export class Deeds {
  readonly #server: TelegramServer;
  readonly #posted = new Map<string, object>();

  constructor(server: TelegramServer) {
    this.#server = server;
  }

  /** Gives the number of the message or of the press; a block has none. Throws when Telegram has nothing like it. */
  act(chat: number, deed: Deed): string {
    switch (deed.kind) {
      case 'pick':
        return this.#server.press(chat, this.#buttonOf(chat, deed.label));
      case 'edit':
        this.#change(chat, deed.of, deed.text);
        return deed.of;
      case 'delete':
        // Telegram tells a bot nothing of it.
        return deed.of;
      case 'block':
      case 'unblock':
        this.#server[deed.kind](chat);
        return '';
      default:
        return this.#post(chat, this.#partsOf(deed));
    }
  }

  #post(chat: number, parts: object): string {
    const id = String(this.#server.post(chat, parts));
    this.#posted.set(id, parts);
    return id;
  }

  #change(chat: number, id: string, text: string): void {
    const parts = this.#posted.get(id);
    if (!parts) throw new Error('there is no such message');
    const changed = 'text' in parts ? { text } : { ...parts, caption: text };
    this.#posted.set(id, changed);
    this.#server.change(chat, Number(id), changed);
  }

  #partsOf(deed: Message): object {
    switch (deed.kind) {
      case 'text':
        return { text: deed.text };
      case 'location':
      case 'contact':
      case 'poll':
      case 'call':
      case 'unknown':
        return mediaOf(deed.kind, { id: '', size: 0 });
      default: {
        const { kind, bytes = SOMETHING, type = TYPES[kind], name, caption } = deed;
        const file = { id: this.#server.keep(bytes), size: bytes.length, type, name };
        return { ...mediaOf(kind, file), ...(caption !== undefined && { caption }) };
      }
    }
  }

  /** What the last message that offers this label would send back. */
  #buttonOf(chat: number, label: string): string {
    const offered = this.#server.sent(chat).toReversed();
    const found = offered.flatMap(({ options }) => options).find(({ text }) => text === label);
    if (!found) throw new Error('there is no such button');
    return found.data;
  }
}
