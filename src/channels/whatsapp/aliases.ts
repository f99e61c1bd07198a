/** Under which other id the same person is known: WhatsApp hides some numbers behind ids, and may change its mind. */
import type { HardenedClient } from './library.ts';
import { otherId } from './page.ts';
import { within } from './within.ts';

/** How long it is believed that a person has no other id. Milliseconds. */
const BELIEVED = 600_000;

/** How many persons are remembered. */
const REMEMBERED = 5_000;

interface Answer {
  readonly other: Promise<string | undefined>;
  until: number;
}

/** Asks a page, remembers what it said, and goes without when it does not say so soon. */
export class Aliases {
  readonly #patience: number;
  readonly #answers = new Map<string, Answer>();

  constructor(patience: number) {
    this.#patience = patience;
  }

  /** The person's other ids. Questions about the same person are answered in the order in which they were asked. */
  async of(client: HardenedClient, id: string): Promise<readonly string[]> {
    const known = this.#answers.get(id);
    const answer = known && performance.now() < known.until ? known : this.#ask(client, id);
    const other = await answer.other;
    return other === undefined || other === id ? [] : [other];
  }

  #ask(client: HardenedClient, id: string): Answer {
    const asked = client.pupPage?.evaluate(otherId, id) ?? Promise.resolve(undefined);
    const other = within(this.#patience, asked).catch(() => undefined);
    const answer: Answer = { other, until: performance.now() + BELIEVED };
    void other.then((found) => {
      if (typeof found === 'string') answer.until = Number.POSITIVE_INFINITY;
    });
    this.#answers.set(id, answer);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > REMEMBERED && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }
}
