/**
 * One life of one browser: from its start until it ends, for whatever reason, and is closed. What ends it may be a state
 * of WhatsApp Web, a death that the library does not tell of, or a page that no longer answers.
 */
import { join } from 'node:path';
import type { Logger } from '../../logger.ts';
import { closeBrowser } from './browser.ts';
import { type Ending, endingOf, FATAL } from './endings.ts';
import { type Browser, HardenedClient, type Page, profileName } from './library.ts';
import { endOrphans } from './orphans.ts';
import { look, refreshCode } from './page.ts';
import type { Timings } from './timings.ts';
import { within } from './within.ts';

/** States of the connection in which WhatsApp Web is without its server and tries to get back. */
const AWAY = new Set(['OPENING', 'PAIRING', 'TIMEOUT', 'UNLAUNCHED']);

/** How long a browser may take to start before it is ended by force. Longer than the library gives it. Milliseconds. */
const LAUNCH = 35_000;

/** Looks that a page may leave without an answer. */
const MISSED = 2;

/** What a session tells while it lives. */
export interface SessionWatch {
  /** A phone has to scan this code; it changes every few seconds. */
  code(code: string): void;
  /** Messages can arrive, for the first time or again. */
  ready(session: Session): void;
  /** Messages cannot arrive for now. `away`: because WhatsApp cannot be reached. */
  unready(away: boolean): void;
  /** The client was made and nothing happened on it yet. */
  made(client: HardenedClient): void;
}

/** `executable` gives the path of a Chromium; `args` are for it; `folder` holds the profile. */
export interface SessionParts {
  readonly account: string;
  readonly folder: string;
  readonly executable: () => Promise<string>;
  readonly args: readonly string[];
  readonly timings: Timings;
  readonly log: Logger;
  readonly watch: SessionWatch;
}

export class Session {
  readonly #parts: SessionParts;
  readonly #ended = Promise.withResolvers<Ending>();
  readonly #launched = Promise.withResolvers<void>();
  #over = false;
  #state: 'opening' | 'linking' | 'ready' | 'away' = 'opening';
  /** The state of the connection in which this page was ready, whatever it calls it. */
  #usual: string | undefined;
  #deadline: NodeJS.Timeout | undefined;
  /** Looks in a row that the page left without an answer. */
  #missed = 0;
  #looking = false;
  #browser: Browser | undefined;
  client: HardenedClient | undefined;
  /** When the page was opened: whatever another page was about to do before then, it does not do any more. */
  readonly since = new Date();
  wasReady = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get ready(): boolean {
    return this.#state === 'ready' && !this.#over;
  }

  /** The process of the browser. */
  get pid(): number | undefined {
    return this.#browser?.process()?.pid;
  }

  /** Ends the session; the first reason counts. */
  end(ending: Ending): void {
    if (this.#over) return;
    this.#over = true;
    this.#ended.resolve(ending);
  }

  /** Lives until it ends. Resolves when its browser is gone. Never rejects. */
  async run(): Promise<Ending> {
    const { timings, log, folder, account } = this.#parts;
    const profile = join(folder, profileName(account));
    try {
      const left = await endOrphans(profile);
      if (left > 0) log.warn({ left }, 'whatsapp browsers of an earlier process ended');
      await this.#open();
    } catch (error) {
      log.warn({ error }, 'whatsapp browser could not be started');
      this.end(endingOf(error));
      this.#launched.resolve();
    }
    const probe = setInterval(() => void this.#probe(), timings.probe);
    const ending = await this.#ended.promise;
    clearInterval(probe);
    this.#relax();
    await within(LAUNCH, this.#launched.promise).catch(() => undefined);
    if (this.#browser) await closeBrowser(this.#browser, timings.close);
    await endOrphans(profile, 0).catch((error: unknown) => log.warn({ error }, 'whatsapp browser could not be ended'));
    return ending;
  }

  async #open(): Promise<void> {
    const { timings, log, folder, account, args, watch } = this.#parts;
    const executable = await this.#parts.executable();
    if (this.#over) {
      this.#launched.resolve();
      return;
    }
    const client = new HardenedClient({
      account,
      folder,
      executable,
      args,
      patience: timings.ready,
      watch: { opened: (browser, page) => this.#opened(browser, page), document: () => this.#document() },
    });
    this.client = client;
    client.on('qr', (code: string) => this.#code(code));
    client.on('loading_screen', () => {
      // It is still busy, which may be long after a new link.
      if (this.#deadline && this.#state !== 'away') this.#expect('no_answer', timings.ready);
    });
    client.on('authenticated', () => this.#state !== 'ready' && this.#expect('no_answer', timings.ready));
    client.on('ready', () => void this.#ready());
    client.on('change_state', (state: unknown) => this.#connection(String(state)));
    client.on('disconnected', (reason: unknown) => this.end(meaningOf(String(reason))));
    client.on('auth_failure', () => this.end('unpaired'));
    watch.made(client);
    this.#expect('no_answer', timings.ready);
    client.initialize().catch((error: unknown) => {
      // Whatever it is after the end is only its echo.
      if (!this.#over) log.warn({ error }, 'whatsapp web could not be opened');
      this.end(endingOf(error));
      this.#launched.resolve();
    });
  }

  #opened(browser: Browser, page: Page): void {
    this.#browser = browser;
    this.#launched.resolve();
    browser.on('disconnected', () => this.end('browser_died'));
    page.on('close', () => this.end('browser_died'));
    page.on('error', () => this.end('browser_died'));
  }

  #document(): void {
    const before = this.#state;
    this.#state = 'opening';
    this.#expect('no_answer', this.#parts.timings.ready);
    if (before === 'ready') this.#parts.watch.unready(false);
  }

  #code(code: string): void {
    this.#state = 'linking';
    this.#relax();
    this.#parts.watch.code(code);
  }

  async #ready(): Promise<void> {
    const state = await this.#look().catch(() => undefined);
    if (this.#over || this.#state === 'ready') return;
    this.#relax();
    this.#missed = 0;
    this.#usual = state;
    this.#state = 'ready';
    this.wasReady = true;
    this.#parts.watch.ready(this);
  }

  /** A state of the connection, as an event or as an answer. */
  #connection(state: string): void {
    if (this.#over) return;
    const fatal = FATAL[state];
    if (fatal) {
      this.end(fatal);
      return;
    }
    const { timings, watch } = this.#parts;
    const alive = state === this.#usual || !AWAY.has(state);
    if (this.#state === 'linking' && state === 'UNPAIRED_IDLE') void this.#refreshCode();
    // The code was scanned: from now on it must not take for ever.
    if (this.#state === 'linking' && !state.startsWith('UNPAIRED')) this.#expect('no_answer', timings.away, 'keep');
    if (this.#state === 'ready' && !alive) {
      this.#state = 'away';
      this.#expect('unreachable', timings.away);
      watch.unready(true);
    } else if (this.#state === 'ready' && state.startsWith('UNPAIRED') && state !== this.#usual) {
      this.end('unpaired');
    } else if (this.#state === 'away' && alive) {
      this.#relax();
      this.#state = 'ready';
      watch.ready(this);
    }
  }

  async #refreshCode(): Promise<void> {
    await this.client?.pupPage?.evaluate(refreshCode).catch(() => undefined);
  }

  #expect(otherwise: Ending, milliseconds: number, running?: 'keep'): void {
    if (running === 'keep' && this.#deadline) return;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.end(otherwise), milliseconds);
  }

  #relax(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  async #probe(): Promise<void> {
    if (this.#looking || !this.#browser) return;
    this.#looking = true;
    const patient = this.#state === 'opening';
    try {
      do {
        const state = await this.#look().catch(() => undefined);
        this.#missed = state === undefined ? this.#missed + 1 : 0;
        if (state !== undefined) this.#connection(state);
        // While it loads, a page may be silent for as long as its deadline allows.
      } while (this.#missed > 0 && this.#missed < MISSED && !this.#over && !patient);
      if (this.#missed >= MISSED && !patient) this.end('no_answer');
    } finally {
      this.#looking = false;
    }
  }

  /** The state of the connection. Rejects when the page does not answer, or is another one than we know. */
  async #look(): Promise<string> {
    const page = this.client?.pupPage;
    if (!page) throw new Error('there is no page');
    const { state, marked } = await within(this.#parts.timings.answer, page.evaluate(look));
    if (!marked) throw new Error('the page is not the one that we know');
    return state;
  }
}

/** What it means that the library gave up. */
function meaningOf(reason: string): Ending {
  if (reason === 'LOGOUT') return 'logged_out';
  return FATAL[reason] ?? (reason.startsWith('UNPAIRED') ? 'unpaired' : 'no_answer');
}
