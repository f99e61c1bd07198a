/** What goes wrong with messages of ours, and with the order in which those of the persons arrive. */
import type { Disturbance, SendFault } from '../standin.ts';
import type { Fate, WireMessage } from './wire.ts';

/** What a page is told when WhatsApp refuses, by the errors that the real one shows. */
const REFUSALS: Readonly<Record<string, string>> = {
  rejected: 'No LID for user',
  throttled: 'rate-overlimit',
  unreachable: 'ERROR_NETWORK',
  misconfigured: 'ERROR_UNPAIRED',
};

/** What becomes of one message of ours. `delivered` is false when it reaches nobody, `delay` in milliseconds. */
export interface Outcome {
  readonly fate: Fate;
  readonly delivered: boolean;
  readonly delay: number;
}

const WELL: Outcome = { fate: { fate: 'goes' }, delivered: true, delay: 0 };

/** The faults that are still to happen, in the order in which they were asked for. */
export class Faults {
  readonly #faults: { fault: SendFault; left: number }[] = [];

  add(fault: SendFault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#faults.length = 0;
  }

  /** Takes what happens to the next message. */
  take(): Outcome {
    const next = this.#faults[0];
    if (!next) return WELL;
    next.left -= 1;
    if (next.left <= 0) this.#faults.shift();
    return outcome(next.fault);
  }
}

function outcome(fault: SendFault): Outcome {
  switch (fault.kind) {
    case 'message_lost':
      return { fate: { fate: 'stuck' }, delivered: false, delay: 0 };
    case 'answer_lost':
      return { fate: { fate: 'silent' }, delivered: true, delay: 0 };
    case 'slow':
      return { fate: { fate: 'goes' }, delivered: true, delay: fault.milliseconds };
    case 'refused':
      // Whoever blocked us is not named to us: the message goes, and never gets a second tick.
      if (fault.reason === 'blocked') return { fate: { fate: 'goes' }, delivered: false, delay: 0 };
      return { fate: { fate: 'refused', error: REFUSALS[fault.reason] ?? 'ERROR_UNKNOWN' }, delivered: false, delay: 0 };
  }
}

/** How long arriving messages are gathered before their chats overtake each other, in milliseconds. */
const GATHERED = 15;

/** Lets arriving messages through as a {@link Disturbance} orders it. Within a chat they stay in order. */
export class Arrivals {
  readonly #deliver: (again: boolean, message: WireMessage) => void;
  #order: Disturbance = { twice: 0, shuffled: false };
  #due = 0;
  #gathered: WireMessage[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(deliver: (again: boolean, message: WireMessage) => void) {
    this.#deliver = deliver;
  }

  disturb(order: Disturbance): void {
    this.#order = order;
    if (!order.shuffled) this.flush();
  }

  add(message: WireMessage): void {
    this.#gathered.push(message);
    if (this.#order.shuffled) this.#timer ??= setTimeout(() => this.flush(), GATHERED);
    else this.flush();
  }

  /** Lets through what is gathered, the chat that came last first. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#gathered.splice(0);
    const chats = [...new Set(gathered.map(({ id }) => id.remote))].reverse();
    for (const chat of chats) for (const message of gathered) if (message.id.remote === chat) this.#pass(message);
  }

  #pass(message: WireMessage): void {
    this.#deliver(false, message);
    this.#due += this.#order.twice;
    if (this.#due < 1) return;
    this.#due -= 1;
    this.#deliver(true, message);
  }
}
