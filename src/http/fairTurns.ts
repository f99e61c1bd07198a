/** Does work one after the other and lets names take turns, so that who asks a thousand times delays mostly themselves. */

interface Waiting {
  readonly go: () => Promise<void>;
  readonly refuse: () => void;
}

export class FairTurns {
  readonly #limit: number;
  readonly #lines = new Map<string, Waiting[]>();
  #waiting = 0;
  #busy = false;

  /** `limit`: how many may wait in all. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Runs `work` when it is this name's turn. When too many wait, one of the longest line is refused with undefined:
   * any of them, so that nobody can take a place and keep it.
   */
  take<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<Result | undefined>();
    const waiting: Waiting = { go: () => work().then(resolve, reject), refuse: () => resolve(undefined) };
    this.#lines.set(name, [...(this.#lines.get(name) ?? []), waiting]);
    this.#waiting += 1;
    if (this.#waiting > this.#limit) this.#refuseOne();
    void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#next(); next; next = this.#next()) await next.go();
    this.#busy = false;
  }

  /** The first of the line whose turn it is; the rest of that line goes behind the others. */
  #next(): Waiting | undefined {
    const [turn] = this.#lines;
    if (!turn) return undefined;
    const [name, [first, ...rest]] = turn;
    this.#lines.delete(name);
    if (rest.length > 0) this.#lines.set(name, rest);
    this.#waiting -= 1;
    return first;
  }

  #refuseOne(): void {
    const most = Math.max(...[...this.#lines.values()].map((line) => line.length));
    const longest = [...this.#lines].filter(([, line]) => line.length === most);
    const [name, line] = longest[anyOf(longest)] ?? [];
    if (name === undefined || !line) return;
    const [refused] = line.splice(anyOf(line), 1);
    if (line.length === 0) this.#lines.delete(name);
    this.#waiting -= 1;
    refused?.refuse();
  }
}

function anyOf(list: readonly unknown[]): number {
  return Math.floor(Math.random() * list.length);
}
