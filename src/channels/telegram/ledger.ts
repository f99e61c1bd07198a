/**
 * Which updates were given to us and not yet received durably. Telegram forgets every update below the offset that it
 * is told, so the offset must never pass the lowest one that is still open.
 */
export class Ledger {
  readonly #open = new Set<number>();
  readonly #closed = new Set<number>();
  #next = 0;

  /** Notes an update as given. False when it is known already: Telegram gives an unconfirmed one again and again. */
  open(update: number): boolean {
    if (this.#open.has(update) || this.#closed.has(update)) return false;
    this.#open.add(update);
    this.#next = Math.max(this.#next, update + 1);
    return true;
  }

  /** Notes an update as received durably. */
  close(update: number): void {
    this.#open.delete(update);
    this.#closed.add(update);
    const offset = this.offset;
    for (const done of this.#closed) if (done < offset) this.#closed.delete(done);
  }

  /** The offset that confirms what may be confirmed, and nothing else. 0 before the first update. */
  get offset(): number {
    return this.#open.size === 0 ? this.#next : Math.min(...this.#open);
  }
}
