/** What goes wrong on the way to the Graph API or back, as a test orders it. */
import type { SendFault } from '../standin.ts';

/** What is asked for: to send, how the number stands, where a file is, the file itself. */
export type Call = 'messages' | 'number' | 'media' | 'download';

/**
 * One fault. `at` names the call, `times` how many calls it meets (1 when left out).
 * - `status`: the call is refused, with Meta's `code` if it is Meta who refuses; `retryAfter` in seconds, `location` to where it is sent on.
 * - `drop`: the connection is cut, before or after the call did its work.
 * - `delay`: the call waits so many milliseconds, then does its work.
 */
export type Rule = { readonly at: Call; readonly times?: number } & (
  | {
      readonly status: number;
      readonly code?: number;
      readonly subcode?: number;
      readonly retryAfter?: number;
      readonly location?: string;
    }
  | { readonly drop: 'before' | 'after' }
  | { readonly delay: number }
);

/** The faults that are still to happen, in the order in which they were asked for. */
export class Faults {
  readonly #rules: { rule: Rule; left: number }[] = [];

  add(rule: Rule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Takes the fault that meets this call, if any does. */
  take(call: Call): Rule | undefined {
    const index = this.#rules.findIndex(({ rule }) => rule.at === call);
    const found = this.#rules[index];
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#rules.splice(index, 1);
    return found.rule;
  }
}

const REFUSALS = {
  unreachable: { status: 500, code: 131000 },
  throttled: { status: 400, code: 131056 },
  blocked: { status: 400, code: 131026 },
  rejected: { status: 400, code: 100 },
  misconfigured: { status: 401, code: 190 },
} as const;

/** A fault of the common words as one of the Graph API. */
export function ruleOf(fault: SendFault): Rule {
  const times = fault.times === undefined ? {} : { times: fault.times };
  switch (fault.kind) {
    case 'message_lost':
      return { at: 'messages', drop: 'before', ...times };
    case 'answer_lost':
      return { at: 'messages', drop: 'after', ...times };
    case 'slow':
      return { at: 'messages', delay: fault.milliseconds, ...times };
    case 'refused':
      return {
        at: 'messages',
        ...REFUSALS[fault.reason],
        ...times,
        ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
      };
  }
}
