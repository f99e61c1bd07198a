/** Lets whoever sent a message wait for its turn. A commit that is early, before anybody waits, is remembered. */
export class Commits {
  readonly #early = new Set<string>();
  readonly #waiting = new Map<string, () => void>();

  happened(conversationId: string): void {
    const done = this.#waiting.get(conversationId);
    if (!done) this.#early.add(conversationId);
    this.#waiting.delete(conversationId);
    done?.();
  }

  of(conversationId: string): Promise<void> {
    if (this.#early.delete(conversationId)) return Promise.resolve();
    return new Promise((done) => this.#waiting.set(conversationId, done));
  }
}
