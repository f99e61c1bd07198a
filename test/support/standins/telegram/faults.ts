/** What goes wrong on the way to the Bot API or back, as a test orders it. */

/**
 * One fault. `method` names the call (`download` for a file, any when left out), `times` how many calls it meets (1 when left out).
 * - `status`: the call is refused with this code; `retryAfter` in seconds, `location` to where a download is sent on.
 * - `drop`: the connection is cut, before or after the call did its work.
 * - `delay`: the call waits so many milliseconds, then does its work.
 */
export type FaultRule = { readonly method?: string; readonly times?: number } & (
  | { readonly status: number; readonly description?: string; readonly retryAfter?: number; readonly location?: string }
  | { readonly drop: 'before' | 'after' }
  | { readonly delay: number }
);

/** The faults that are still to happen, in the order in which they were asked for. */
export class Faults {
  readonly #rules: { rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  /** Forgets every fault that has not happened yet. */
  clear(): void {
    this.#rules.length = 0;
  }

  /** Takes the fault that meets this call, if any does. */
  take(method: string): FaultRule | undefined {
    const index = this.#rules.findIndex(({ rule }) => rule.method === undefined || rule.method === method);
    const found = this.#rules[index];
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#rules.splice(index, 1);
    return found.rule;
  }
}
