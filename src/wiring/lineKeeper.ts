/** Tells every desk how a channel account stands, and the people on call when it does not work. */
import { raiseChannelAlert, settleChannelAlert } from '../../db/queries/alerts.ts';
import { writeLine } from '../../db/queries/lines.ts';
import type { Channel, ChannelHealth, Trouble } from '../channels/channel.ts';
import type { Foundation } from './foundation.ts';

/** Between two looks at the channel. Milliseconds. */
export const LOOK = 1_000;

/** After this long it is said again although nothing changed, so that a dead process is noticed. Milliseconds. */
const HEARTBEAT = 15_000;

/** What often mends itself at once: nobody is woken for it before this. Milliseconds. */
const GRACE = 60_000;
/** The people on call are not woken again for the same line before this. Milliseconds. */
const AGAIN = 10 * 60_000;
const MENDS_ITSELF: readonly Trouble[] = ['unreachable', 'storage', 'browser_died', 'no_answer'];

type Parts = Pick<Foundation, 'database' | 'signals' | 'keyring' | 'clock' | 'log'>;

export class LineKeeper {
  readonly #parts: Parts;
  readonly #channel: Pick<Channel, 'name' | 'account' | 'health'>;
  #written = { health: '', at: 0 };
  /** Since when it has not worked, and since when it has; 0 while it is the other. Milliseconds since 1970. */
  #badSince = 0;
  #goodSince = 0;
  /** When the people on call were told last. Milliseconds since 1970. */
  #toldAt = 0;
  /** Whether the people on call know; unknown for a new process. */
  #told: boolean | undefined;

  constructor(parts: Parts, channel: Pick<Channel, 'name' | 'account' | 'health'>) {
    this.#parts = parts;
    this.#channel = channel;
  }

  /** Looks once, and writes what has changed. */
  async look(): Promise<void> {
    const now = this.#parts.clock();
    const health = this.#channel.health();
    await this.#write(health, now);
    await this.#tell(health, now);
  }

  async #write(health: ChannelHealth, at: Date): Promise<void> {
    const said = JSON.stringify(health);
    const known = said === this.#written.health;
    if (known && at.getTime() - this.#written.at < HEARTBEAT) return;
    const { database, keyring, signals } = this.#parts;
    const { name: channel, account } = this.#channel;
    const { state, trouble = null, code } = health;
    const sealed = code === undefined ? null : keyring.sealOwn('lineCode', `${channel}/${account}`, { code });
    await writeLine(database.sql, { channel, account, state, trouble, code: sealed, at });
    this.#written = { health: said, at: at.getTime() };
    if (!known) signals.notify('lines');
  }

  async #tell({ state, trouble }: ChannelHealth, now: Date): Promise<void> {
    const { database, signals, log } = this.#parts;
    const { name: channel } = this.#channel;
    // Before it was ever linked there is nobody who could be waiting in vain.
    const fresh = state === 'starting' || (state === 'linking' && trouble !== 'logged_out');
    if (state === 'ready') {
      this.#badSince = 0;
      this.#goodSince ||= now.getTime();
      // A line that comes and goes is no news each time.
      if (this.#told === false || (this.#toldAt > 0 && now.getTime() - this.#goodSince < GRACE)) return;
      if (await settleChannelAlert(database.sql, channel, now)) signals.notify('queue');
      this.#told = false;
    } else if (!fresh) {
      this.#badSince ||= now.getTime();
      this.#goodSince = 0;
      const patience = trouble && MENDS_ITSELF.includes(trouble) ? GRACE : 0;
      if (this.#told || now.getTime() - this.#badSince < patience || now.getTime() - this.#toldAt < AGAIN) return;
      if (await raiseChannelAlert(database.sql, channel, now)) {
        log.warn({ channel, state, trouble }, 'channel does not work');
        signals.notify('queue');
      }
      this.#told = true;
      this.#toldAt = now.getTime();
    }
  }
}
