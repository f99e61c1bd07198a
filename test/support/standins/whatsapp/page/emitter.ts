/** Events as WhatsApp Web's models have them: several names in one word list, `all` for every one of them. */

export type Listener = (...values: readonly unknown[]) => unknown;

/** Something that can be listened to. */
export class Emitter {
  #listeners: { name: string; listener: Listener; once: boolean }[] = [];
  #awaited: (() => void)[] = [];

  on(names: string, listener: Listener): void {
    for (const name of names.split(' ')) this.#listeners.push({ name, listener, once: false });
    for (const look of this.#awaited.splice(0)) look();
  }

  once(name: string, listener: Listener): void {
    this.#listeners.push({ name, listener, once: true });
  }

  off(name: string, listener: Listener): void {
    this.#listeners = this.#listeners.filter((entry) => entry.name !== name || entry.listener !== listener);
  }

  trigger(name: string, ...values: readonly unknown[]): void {
    const due = this.#listeners.filter((entry) => entry.name === name || entry.name === 'all');
    this.#listeners = this.#listeners.filter((entry) => !(entry.once && entry.name === name));
    for (const { name: heard, listener } of due) {
      if (heard === 'all') listener(name, ...values);
      else listener(...values);
    }
  }

  /** Resolves when so many listen to `name`. */
  async listened(name: string, count: number): Promise<void> {
    while (this.#listeners.filter((entry) => entry.name === name).length < count) {
      await new Promise<void>((look) => this.#awaited.push(look));
    }
  }
}
