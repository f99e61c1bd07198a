/** Sending one message, which may be several on WhatsApp, and finding out what became of it. */
import { z } from 'zod';
import { type Outbound, SendError, type Sent } from '../channel.ts';
import { recipientOf } from './addresses.ts';
import { toSendError } from './failures.ts';
import type { Graph } from './graph.ts';
import { type Part, render } from './render.ts';
import type { Statuses } from './statuses.ts';

/** How many messages that broke off in the middle are remembered. */
const REMEMBERED = 1_000;

/** After so long Meta would have told what became of a message, if it tells us of newer things. Milliseconds. */
const SILENCE = 60_000;

const taken = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });

/** `since` is when we began to listen, in milliseconds; undefined before. */
export interface SenderParts {
  readonly graph: Graph;
  readonly numberId: string;
  readonly statuses: Statuses;
  readonly since: () => number | undefined;
}

/** Sends messages. A retry of one that broke off in the middle goes on where it broke off. */
export class Sender {
  readonly #parts: SenderParts;
  /** By message id, how many of its parts went out. */
  readonly #begun = new Map<string, number>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Sends a message. `reference` is Meta's id of its last part. Throws nothing but a `SendError`. */
  async send(address: string, message: Outbound): Promise<Sent> {
    try {
      const parts = render(message);
      let sent: Sent = {};
      for (const [index, part] of parts.entries()) {
        if (index < (this.#begun.get(message.id) ?? 0)) continue;
        sent = { reference: await this.#sendPart(address, part, markOf(message, index)) };
        this.#remember(message.id, index + 1);
      }
      this.#begun.delete(message.id);
      return sent;
    } catch (error) {
      throw toSendError(error);
    }
  }

  /**
   * What became of a message whose answer was lost, by what Meta told of the marks on its parts. Told that a part failed,
   * or told of things that happened a minute later and of this part nothing, we say `absent`: statuses come within
   * seconds. In silence, or when an earlier process may have been told, it is `unknown`.
   */
  find(message: Outbound, attempted: Date): Sent | 'absent' | 'unknown' {
    const count = partsOf(message);
    let begun = this.#begun.get(message.id) ?? 0;
    let fate = this.#parts.statuses.of(markOf(message, count - 1));
    while (begun < count) {
      fate = this.#parts.statuses.of(markOf(message, begun));
      if (fate?.state !== 'sent') break;
      begun += 1;
      this.#remember(message.id, begun);
    }
    if (begun >= count && count > 0) return fate ? { reference: fate.reference } : {};
    if (fate?.state === 'failed') return 'absent';
    const { statuses, since } = this.#parts;
    const listened = (since() ?? Number.POSITIVE_INFINITY) <= attempted.getTime();
    return listened && statuses.newest >= attempted.getTime() + SILENCE ? 'absent' : 'unknown';
  }

  async #sendPart(address: string, part: Part, mark: string): Promise<string> {
    const recipient = recipientOf(address);
    if (!recipient) throw new SendError('rejected', { cause: new Error('the address is none of WhatsApp') });
    const { graph, numberId } = this.#parts;
    const answer = taken.safeParse(
      await graph.post(`${numberId}/messages`, {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...recipient,
        ...part,
        biz_opaque_callback_data: mark,
      }),
    );
    const [first] = answer.data?.messages ?? [];
    // Success without an id is not Meta's own answer.
    if (!first) throw new SendError('unreachable', { maybeSent: true, cause: new Error('the answer was not understood') });
    return first.id;
  }

  #remember(id: string, begun: number): void {
    this.#begun.set(id, begun);
    const oldest = this.#begun.keys().next().value;
    if (this.#begun.size > REMEMBERED && oldest !== undefined) this.#begun.delete(oldest);
  }
}

/** What a part carries, and its statuses bring back. */
function markOf({ id }: Outbound, index: number): string {
  return `${id}/${index}`;
}

function partsOf(message: Outbound): number {
  try {
    return render(message).length;
  } catch {
    return 0;
  }
}
