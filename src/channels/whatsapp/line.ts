/** Keeps the account connected: one session after the other, for as long as we run, whatever ends them. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../logger.ts';
import type { ChannelHealth } from '../channel.ts';
import { backOff, pause } from '../pause.ts';
import { chromiumArgs, mayUseSandbox } from './chromium.ts';
import { ENDINGS, type Ending } from './endings.ts';
import { type HardenedClient, profileName } from './library.ts';
import { Session } from './session.ts';
import type { Timings } from './timings.ts';

const LINK: ChannelHealth = {
  state: 'linking',
  trouble: 'link_needed',
  advice: 'Scan the code with the phone: WhatsApp, Linked devices, Link a device.',
};

const AWAY: ChannelHealth = {
  ...ENDINGS.unreachable.health,
  advice: 'WhatsApp cannot be reached: check the network. Trying again.',
};

/** What a line needs. `folder` holds the profile; `made` hears of each client, `ready` whenever messages can arrive, and since when at most the account is linked. */
export interface LineParts {
  readonly account: string;
  readonly folder: string;
  readonly executable: () => Promise<string>;
  readonly chromiumArgs: string;
  readonly timings: Timings;
  readonly log: Logger;
  readonly showCode: (code: string) => void;
  readonly made: (client: HardenedClient) => void;
  readonly ready: (session: Session, linked: Date) => void;
  readonly unready: () => void;
}

export class Line {
  readonly #parts: LineParts;
  readonly #stopping = new AbortController();
  readonly #becameReady = Promise.withResolvers<void>();
  #sandbox = mayUseSandbox();
  #health: ChannelHealth = { state: 'starting' };
  #session: Session | undefined;
  #running: Promise<void> = Promise.resolve();
  #loggedOut = false;
  #worked = false;
  /** When the last code was shown, which is before the account was linked. */
  #codeAt: Date | undefined;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  get health(): ChannelHealth {
    return this.#health;
  }

  /** The session that can send and receive just now. */
  get session(): Session | undefined {
    return this.#session?.ready ? this.#session : undefined;
  }

  /** Begins. Resolves when messages can arrive for the first time, or when stopped before that. */
  start(): Promise<void> {
    this.#running = this.#runForEver();
    return this.#becameReady.promise;
  }

  /** Ends the session so that it is kept, and starts no other. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#health = { state: 'down' };
    this.#session?.end('stopped');
    await this.#running;
    this.#becameReady.resolve();
  }

  async #runForEver(): Promise<void> {
    const { timings, log } = this.#parts;
    for (let attempt = 0; !this.#stopping.signal.aborted; attempt += 1) {
      const session = this.#make();
      this.#session = session;
      const ending = await session.run();
      this.#session = undefined;
      this.#parts.unready();
      if (this.#stopping.signal.aborted) return;
      if (session.wasReady) attempt = 0;
      this.#note(ending);
      log.warn({ ending, advice: this.#health.advice }, 'whatsapp session ended');
      if (ending === 'logged_out') await this.#forget();
      if (ending === 'no_browser' && this.#sandbox) {
        this.#sandbox = false;
        log.warn('whatsapp browser is tried without its sandbox');
      }
      const { next } = ENDINGS[ending];
      const wait = next === 'later' ? timings.refusedWait : backOff(attempt, timings.firstWait, timings.longestWait);
      if (next !== 'at_once') await pause(wait, this.#stopping.signal);
    }
  }

  #make(): Session {
    const { account, folder, executable, timings, log, made } = this.#parts;
    return new Session({
      account,
      folder,
      executable,
      args: chromiumArgs(this.#parts.chromiumArgs, this.#sandbox),
      timings,
      log,
      watch: {
        made,
        code: (code) => {
          this.#codeAt = new Date();
          this.#health = { ...LINK, ...(this.#loggedOut && { trouble: 'logged_out' }), code };
          this.#parts.showCode(code);
        },
        ready: (session) => {
          this.#loggedOut = false;
          this.#worked = true;
          this.#health = { state: 'ready' };
          this.#becameReady.resolve();
          log.info('whatsapp ready');
          // Between the code and this there may have been another session.
          this.#parts.ready(session, this.#codeAt ?? session.since);
        },
        unready: (away) => {
          this.#health = away ? AWAY : { state: 'reconnecting' };
          this.#parts.unready();
        },
      },
    });
  }

  #note(ending: Ending): void {
    const { health } = ENDINGS[ending];
    this.#loggedOut ||= health.state === 'logged_out';
    // What never worked does not come back by itself.
    this.#health = health.state === 'reconnecting' && !this.#worked ? { ...health, state: 'down' } : health;
  }

  /** The phone ended the link: what is left of the session is of no use, and a new one must not be mixed with it. */
  async #forget(): Promise<void> {
    const { folder, account, log } = this.#parts;
    const profile = join(folder, profileName(account));
    await rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch((error: unknown) => {
      log.warn({ error }, 'whatsapp profile could not be removed');
    });
  }
}
