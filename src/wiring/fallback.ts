/** What whoever begins to write is told while another channel does not work: the helpline's own words, or nothing. */
import { failedLines } from '../../db/queries/lines.ts';
import type { ChannelName } from '../channels/channel.ts';
import type { Language } from '../engine/protocol.ts';
import { nameIn } from '../profile.ts';
import type { Foundation } from './foundation.ts';

/** So long a channel has to be away before it is spoken of. Milliseconds. */
const AWAY = 2 * 60_000;

export class Fallback {
  readonly #foundation: Foundation;
  #failed: readonly ChannelName[] = [];

  constructor(foundation: Foundation) {
    this.#foundation = foundation;
  }

  /** Looks which channels do not work. */
  async look(): Promise<void> {
    const { database, clock } = this.#foundation;
    const now = clock();
    this.#failed = await failedLines(database.sql, new Date(now.getTime() - AWAY), now);
  }

  /** The words for somebody who begins to write on `channel`; undefined when there is nothing to say. */
  words(channel: string, language: Language): string | undefined {
    const { profile, texts } = this.#foundation;
    const others = this.#failed.filter((failed) => failed !== channel);
    const said = others.flatMap((failed) => {
      const words = failed === 'whatsapp' || failed === 'telegram' ? profile.fallback?.[failed] : undefined;
      return words ? [nameIn(words, texts, language)] : [];
    });
    return said.length > 0 ? said.join('\n') : undefined;
  }
}
