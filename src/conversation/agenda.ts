/**
 * Which conversations are to be worked, and when. A conversation is in one hand at a time; what is added meanwhile is
 * worked right after.
 */
import type { Clock } from '../clock.ts';

interface AgendaParts {
  /** Ids that are handed over together at most. */
  readonly group: number;
  readonly lanes: number;
  readonly clock: Clock;
  /** Must not reject for reasons of one id; when it rejects, the database is away and the ids are dropped until the next sweep. */
  readonly work: (ids: readonly string[]) => Promise<void>;
  /** Hears why, so that nothing fails without a trace. */
  readonly failed: (error: unknown) => void;
}

export class Agenda {
  readonly #parts: AgendaParts;
  readonly #waiting = new Set<string>();
  readonly #busy = new Set<string>();
  readonly #later = new Map<string, NodeJS.Timeout>();
  #lanes = 0;
  #stopped = false;
  #settled: (() => void)[] = [];

  constructor(parts: AgendaParts) {
    this.#parts = parts;
  }

  add(id: string): void {
    if (this.#stopped) return;
    this.#cancel(id);
    this.#waiting.add(id);
    // Whoever adds many ids in a row should see them go together.
    queueMicrotask(() => this.#open());
  }

  /** Adds the id at a time, in milliseconds since 1970, unless it is added before. */
  addAt(id: string, at: number): void {
    if (this.#stopped) return;
    this.#cancel(id);
    const delay = Math.max(0, at - this.#parts.clock().getTime());
    this.#later.set(
      id,
      setTimeout(() => this.add(id), Math.min(delay, 2 ** 31 - 1)),
    );
  }

  settled(): Promise<void> {
    return this.#idle ? Promise.resolve() : new Promise((resolve) => this.#settled.push(resolve));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    for (const id of this.#later.keys()) this.#cancel(id);
    await this.settled();
  }

  get #idle(): boolean {
    return this.#lanes === 0 && this.#waiting.size === 0 && this.#later.size === 0;
  }

  #cancel(id: string): void {
    clearTimeout(this.#later.get(id));
    this.#later.delete(id);
  }

  #open(): void {
    while (this.#lanes < this.#parts.lanes && this.#next().length > 0) void this.#run();
  }

  #next(): string[] {
    const free: string[] = [];
    for (const id of this.#waiting) {
      if (!this.#busy.has(id)) free.push(id);
      if (free.length === this.#parts.group) break;
    }
    return free;
  }

  async #run(): Promise<void> {
    this.#lanes += 1;
    for (let ids = this.#next(); ids.length > 0; ids = this.#next()) {
      for (const id of ids) {
        this.#waiting.delete(id);
        this.#busy.add(id);
      }
      await this.#parts.work(ids).catch(this.#parts.failed);
      for (const id of ids) this.#busy.delete(id);
    }
    this.#lanes -= 1;
    if (this.#idle) for (const resolve of this.#settled.splice(0)) resolve();
  }
}
