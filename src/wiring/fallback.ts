/** What whoever begins to write is told while another channel does not work: the helpline's own words, or nothing. */
import { raiseChannelAlert } from '../../db/queries/alerts.ts';
import { failedLines } from '../../db/queries/lines.ts';
import type { ChannelName } from '../channels/channel.ts';
import type { Language } from '../engine/protocol.ts';
import { nameIn } from '../profile.ts';
import type { Foundation } from './foundation.ts';

/** So long a channel has to be away, as we see it, before it is spoken of. Milliseconds. */
const AWAY = 2 * 60_000;

/** After this long without a word nobody owns a line. Milliseconds. */
const SILENT = 60_000;

export class Fallback {
  readonly #foundation: Pick<Foundation, 'database' | 'signals' | 'clock' | 'log' | 'profile' | 'texts'>;
  /** Since when we have seen each channel fail. Milliseconds since 1970. */
  #since: ReadonlyMap<ChannelName, number> = new Map();

  constructor(foundation: Pick<Foundation, 'database' | 'signals' | 'clock' | 'log' | 'profile' | 'texts'>) {
    this.#foundation = foundation;
  }

  /** Looks which channels do not work. A line whose process died tells nobody on call by itself, so that it is told here. */
  async look(): Promise<void> {
    const { database, clock, signals, log } = this.#foundation;
    const now = clock();
    const failed = await failedLines(database.sql, new Date(now.getTime() - SILENT), now);
    this.#since = new Map(failed.map(({ channel }) => [channel, this.#since.get(channel) ?? now.getTime()]));
    for (const { channel, absent } of failed) {
      if (!absent || !this.#isLong(channel, now)) continue;
      if (!(await raiseChannelAlert(database.sql, channel, now))) continue;
      log.warn({ channel }, 'no process owns this channel');
      signals.notify('queue');
    }
  }

  /** The words for somebody who begins to write on `channel`; undefined when there is nothing to say. */
  words(channel: string, language: Language): string | undefined {
    const { profile, texts, clock } = this.#foundation;
    const said = [...this.#since.keys()].flatMap((failed) => {
      if (failed === channel || !this.#isLong(failed, clock())) return [];
      const words = failed === 'whatsapp' || failed === 'telegram' ? profile.fallback?.[failed] : undefined;
      return words ? [nameIn(words, texts, language)] : [];
    });
    return said.length > 0 ? said.join('\n') : undefined;
  }

  #isLong(channel: ChannelName, now: Date): boolean {
    const since = this.#since.get(channel);
    return since !== undefined && now.getTime() - since >= AWAY;
  }
}
