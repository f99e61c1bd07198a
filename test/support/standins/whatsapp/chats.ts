/** What WhatsApp knows of our account: its chats with everything in them, which outlives every page that shows them. */
import { randomBytes } from 'node:crypto';
import { keyOf, type WireChat, type WireMessage } from './wire.ts';

/** How many messages of a chat a page is given when it connects; it loads earlier ones as it needs them. */
const SHOWN = 20;

interface Chat {
  readonly id: string;
  title: string;
  unreadCount: number;
  /** Oldest first. */
  readonly messages: WireMessage[];
}

/** The chats of one account. */
export class Chats {
  readonly #chats = new Map<string, Chat>();
  readonly #byKey = new Map<string, WireMessage>();

  /** Opens the chat if it is not there yet. */
  open(id: string, title = id): Chat {
    const known = this.#chats.get(id);
    if (known) return known;
    const chat = { id, title, unreadCount: 0, messages: [] };
    this.#chats.set(id, chat);
    return chat;
  }

  has(id: string): boolean {
    return this.#chats.has(id);
  }

  /** Keeps a message, the newest of its chat, and counts it as unread unless it is ours. */
  add(message: WireMessage, title?: string): void {
    const chat = this.open(message.id.remote, title);
    chat.messages.push(message);
    this.#byKey.set(keyOf(message.id), message);
    if (!message.id.fromMe) chat.unreadCount += 1;
  }

  message(key: string): WireMessage | undefined {
    return this.#byKey.get(key);
  }

  /** Changes fields of a message. */
  change(key: string, fields: Readonly<Record<string, unknown>>): void {
    const message = this.#byKey.get(key);
    if (message) Object.assign(message, fields);
  }

  /** The messages of a chat, oldest first. */
  messages(id: string): readonly WireMessage[] {
    return this.#chats.get(id)?.messages ?? [];
  }

  unread(id: string): number {
    return this.#chats.get(id)?.unreadCount ?? 0;
  }

  see(id: string): void {
    this.open(id).unreadCount = 0;
  }

  /** Messages older than the one with this key, or the newest ones. */
  earlier(id: string, key: string | undefined, count = SHOWN): readonly WireMessage[] {
    const messages = this.messages(id);
    const found = key === undefined ? messages.length : messages.findIndex((message) => keyOf(message.id) === key);
    const end = found === -1 ? messages.length : found;
    return messages.slice(Math.max(0, end - count), end);
  }

  /** All chats as a page gets them. */
  all(): readonly WireChat[] {
    return [...this.#chats.values()].map((chat) => ({
      id: chat.id,
      title: chat.title,
      t: chat.messages.at(-1)?.t ?? 0,
      unreadCount: chat.unreadCount,
      messages: this.earlier(chat.id, undefined),
    }));
  }
}

/** A new number for a message, as an Android phone makes them. */
export function newNumber(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}

/** The time as WhatsApp writes it, in seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1_000);
}
