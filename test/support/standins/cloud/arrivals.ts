/** Lets what is posted through as a {@link Disturbance} orders it. Within a chat it stays in order. */
import type { Disturbance } from '../standin.ts';

/** How long posts are gathered before their chats overtake each other, in milliseconds. */
const GATHERED = 15;

export class Arrivals {
  readonly #deliver: (chat: string, body: object) => void;
  #order: Disturbance = { twice: 0, shuffled: false };
  #due = 0;
  #gathered: { chat: string; body: object }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(deliver: (chat: string, body: object) => void) {
    this.#deliver = deliver;
  }

  disturb(order: Disturbance): void {
    // What came before goes as it was ordered before.
    this.flush();
    this.#order = order;
  }

  add(chat: string, body: object): void {
    this.#gathered.push({ chat, body });
    if (this.#order.shuffled) this.#timer ??= setTimeout(() => this.flush(), GATHERED);
    else this.flush();
  }

  /** Lets through what is gathered, the chat that came last first. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#gathered.splice(0);
    const chats = [...new Set(gathered.map(({ chat }) => chat))].reverse();
    for (const one of chats) for (const { chat, body } of gathered) if (chat === one) this.#pass(chat, body);
  }

  #pass(chat: string, body: object): void {
    this.#deliver(chat, body);
    this.#due += this.#order.twice;
    if (this.#due < 1) return;
    this.#due -= 1;
    this.#deliver(chat, body);
  }
}
