/** The messages on the page. What the person wrote and could not send yet stays at the end. */
import type { Language, Option, ShownMessage } from '../../http/chat/shape.ts';
import { Answers } from './answers.ts';
import { type Delivery, makeBubble, showDelivery } from './bubble.ts';
import { wordsOf } from './words.ts';

/** What the person sends, before it has a place in the history. */
type Own = Pick<ShownMessage, 'id' | 'text' | 'picked' | 'media' | 'seconds'>;

interface Parts {
  readonly list: HTMLElement;
  readonly language: () => Language;
  /** An answer was pressed. */
  pick(option: Option, asked: string): void;
}

export class Thread {
  readonly #parts: Parts;
  readonly #answers: Answers;
  readonly #items = new Map<string, HTMLLIElement>();
  readonly #messages = new Map<string, ShownMessage>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#answers = new Answers((option, asked) => parts.pick(option, asked));
  }

  /** Shows a message of ours; says whether it is new. A message that the person's own line overtook goes before it. */
  show(message: ShownMessage): boolean {
    if (this.#items.has(message.id)) return false;
    const page = this.#parts.language();
    const item = makeBubble(message, page);
    if (message.options && message.asked !== undefined) {
      const called = { name: wordsOf(page).answers, language: message.language ?? page };
      item.append(this.#answers.offer(message.options, message.asked, called));
    }
    if (message.picked) this.#answers.mark(message.text);
    this.#put(message, item, this.#parts.list.querySelector('[data-state=waiting]'));
    showDelivery(item, 'sent', this.#parts.language());
    return true;
  }

  /** Shows what the person just wrote, picked or said. */
  showOwn(own: Own): void {
    const message: ShownMessage = { ...own, at: new Date().toISOString(), from: 'you' };
    const item = makeBubble(message, this.#parts.language());
    if (own.picked) this.#answers.mark(own.text);
    this.#put(message, item, null);
    showDelivery(item, 'waiting', this.#parts.language());
  }

  /** Presses an answer of the newest question, if it has this one. */
  press(id: string): void {
    this.#answers.press(id);
  }

  setDelivery(id: string, delivery: Delivery): void {
    const item = this.#items.get(id);
    if (item) showDelivery(item, delivery, this.#parts.language());
  }

  /** Takes back a message that the server will not have. */
  remove(id: string): void {
    if (this.#messages.get(id)?.picked) this.#answers.mark(undefined);
    this.#items.get(id)?.remove();
    this.#items.delete(id);
    this.#messages.delete(id);
  }

  /** Shows the history in place of all that stood here and was delivered. */
  restore(history: readonly ShownMessage[]): void {
    const waiting = [...this.#items].filter(([, item]) => item.dataset.state !== 'sent');
    const own = waiting.flatMap(([id]) => this.#messages.get(id) ?? []);
    this.clear();
    this.#parts.list.setAttribute('aria-busy', 'true');
    for (const message of history) this.show(message);
    for (const message of own) this.showOwn(message);
    this.#parts.list.removeAttribute('aria-busy');
  }

  /** Shows all in another language; what was said stays as it was said. */
  translate(): void {
    const shown = [...this.#items].map(([id, item]) => ({ message: this.#messages.get(id), state: item.dataset.state }));
    this.clear();
    for (const { message, state } of shown) {
      if (!message) continue;
      if (state === 'sent') this.show(message);
      else this.showOwn(message);
    }
  }

  clear(): void {
    this.#answers.clear();
    this.#items.clear();
    this.#messages.clear();
    this.#parts.list.replaceChildren();
  }

  #put(message: ShownMessage, item: HTMLLIElement, before: Element | null): void {
    this.#items.set(message.id, item);
    this.#messages.set(message.id, message);
    this.#parts.list.insertBefore(item, before);
  }
}
