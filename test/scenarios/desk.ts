/** An associate who looks after one person, through the parts that the desk's pages call. */
import { randomUUID } from 'node:crypto';
import type { Topic } from '../../db/signals.ts';
import type { TranscriptEntry } from '../../src/conversation/transcript.ts';
import { claim, close } from '../../src/desk/claims.ts';
import { type Media, readMedia } from '../../src/desk/media.ts';
import { readQueue } from '../../src/desk/queue.ts';
import { reply } from '../../src/desk/relay.ts';
import { readConversation } from '../../src/desk/summary.ts';
import type { Viewer } from '../../src/desk/viewer.ts';
import type { ConversationView, Waiting } from '../../src/desk/views.ts';
import type { Person } from './person.ts';
import type { Platform } from './platform.ts';

/** Whatever happens to a conversation is told by one of these. */
const TOPICS: readonly Topic[] = ['inbox', 'outbox', 'chat', 'queue', 'gone'];

export class Desk {
  readonly #platform: Platform;
  readonly #person: Person;
  readonly #viewer: Viewer;
  #handoff = '';

  constructor(platform: Platform, person: Person) {
    this.#platform = platform;
    this.#person = person;
    this.#viewer = { id: `associate of ${person.name}`, name: 'Associate', role: 'associate' };
  }

  /** The conversation of the person. */
  async conversation(): Promise<string> {
    const { foundation, place, address } = this.#platform;
    const found = await foundation.vault.find(place.name, place.account, address(this.#person.name));
    if (!found) throw new Error('nobody has written');
    return found.id;
  }

  /** Resolves to what `look` finds, which is looked at after everything that happens. */
  async until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
    const { signals } = this.#platform.foundation;
    for (;;) {
      const happened = Promise.withResolvers<void>();
      const ends = TOPICS.map((topic) => signals.on(topic, () => happened.resolve()));
      try {
        const found = await look();
        if (found !== undefined) return found;
        await happened.promise;
      } finally {
        for (const end of ends) end();
      }
    }
  }

  /** The person in the queue. */
  async waiting(): Promise<Waiting> {
    const id = await this.conversation();
    return await this.until(async () => {
      const { waiting } = await readQueue(this.#platform.foundation, this.#viewer);
      return waiting.find(({ conversationId }) => conversationId === id);
    });
  }

  /** Takes the person out of the queue. */
  async claims(): Promise<void> {
    this.#handoff = (await this.waiting()).handoffId;
    await claim(this.#platform.foundation, this.#viewer, this.#handoff);
  }

  async replies(text: string): Promise<void> {
    await reply(this.#platform.foundation, this.#viewer, await this.conversation(), { id: randomUUID(), text });
  }

  async closes(): Promise<void> {
    await close(this.#platform.foundation, this.#viewer, this.#handoff, 'advised');
  }

  async reads(): Promise<ConversationView> {
    return await readConversation(this.#platform.foundation, this.#viewer, await this.conversation());
  }

  /** The first entry of the conversation that is as wanted, once there is one. */
  async sees(wanted: (entry: TranscriptEntry) => boolean): Promise<TranscriptEntry> {
    return await this.until(async () => (await this.reads()).entries.find(wanted));
  }

  /** The file of an entry. */
  async opens({ id }: TranscriptEntry): Promise<Media> {
    return await readMedia({ ...this.#platform.foundation, channels: [] }, this.#viewer, await this.conversation(), id);
  }
}
