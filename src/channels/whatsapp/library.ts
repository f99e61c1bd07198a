/**
 * The boundary to whatsapp-web.js: its client, made to survive what it does not survive by itself. Its inner methods are
 * not in its types and are reached by name here and nowhere else; look at them again on each upgrade.
 */
import wweb from 'whatsapp-web.js';
import { nameIds } from './nameIds.ts';
import { announceSynced, markDocument } from './page.ts';

export type Browser = NonNullable<InstanceType<typeof wweb.Client>['pupBrowser']>;
export type Page = NonNullable<InstanceType<typeof wweb.Client>['pupPage']>;

/** The name of the folder in which the library keeps an account's browser profile. */
export const profileName = (account: string): string => `session-${account}`;

/** What happens to a client beside the library's own events. */
export interface Watch {
  /** The browser runs; the page is still empty. */
  opened(browser: Browser, page: Page): void;
  /** A new document begins: nothing arrives until the next `ready`. */
  document(): void;
}

/** `folder` holds the profile folder of the account; `args` go to the browser. */
export interface ClientSettings {
  readonly account: string;
  readonly folder: string;
  readonly executable: string;
  readonly args: readonly string[];
  /** How long the page may take to load its code, and a call of ours into it at the very most. Milliseconds. */
  readonly patience: number;
  readonly watch: Watch;
}

/** One client for one life of one browser. It never closes the browser itself, and never rejects where nobody listens. */
export class HardenedClient extends wweb.Client {
  readonly #watch: Watch;
  #injecting: Promise<unknown> = Promise.resolve();
  #attaching: Promise<void> | undefined;
  #initialised = false;

  constructor(settings: ClientSettings) {
    const kept = new KeptSession({ clientId: settings.account, dataPath: settings.folder });
    super({
      authStrategy: kept,
      authTimeoutMs: settings.patience,
      webVersionCache: { type: 'none' },
      puppeteer: {
        executablePath: settings.executable,
        args: [...settings.args],
        headless: true,
        // We end the browser ourselves, because it has to keep what it knows before that.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        protocolTimeout: settings.patience * 2,
      },
    });
    this.#watch = settings.watch;
    kept.afterBrowserInitialized = async () => {
      const { pupBrowser, pupPage } = this;
      if (pupBrowser && pupPage) this.#watch.opened(pupBrowser, pupPage);
    };
  }

  override async initialize(): Promise<void> {
    await super.initialize();
    this.#initialised = true;
  }

  /** Called by the library at first and on every navigation of any frame: one at a time, and once for each document. */
  async inject(): Promise<void> {
    const turn = this.#injecting.then(() => this.#injectOnce());
    this.#injecting = turn.catch(() => undefined);
    // Later calls come from an event, where a rejection would end the process. The deadline for `ready` covers them.
    await (this.#initialised ? this.#injecting : turn);
  }

  async #injectOnce(): Promise<void> {
    if (!(await this.pupPage?.evaluate(markDocument))) return;
    this.#attaching = undefined;
    this.#watch.document();
    await callInner(this, 'inject');
    await this.pupPage?.evaluate(announceSynced);
  }

  /** Called by the library whenever WhatsApp Web says that it is synchronised, which may be twice at the same moment. */
  attachEventListeners(): Promise<void> {
    this.#attaching ??= this.#attach();
    return this.#attaching;
  }

  async #attach(): Promise<void> {
    await this.pupPage?.evaluate(nameIds);
    await callInner(this, 'attachEventListeners');
  }

  /** Nothing to do: the library would read the page's code for a cache that we do not use, and fail where nobody listens. */
  async initWebVersionCache(): Promise<void> {}

  /** Nothing to do: whoever made the client closes the browser, with patience and with force. */
  override async destroy(): Promise<void> {}
}

/** Keeps the session in the profile. It is not wiped under a running browser, as the library would on a logout. */
class KeptSession extends wweb.LocalAuth {
  override logout = async (): Promise<void> => {};
}

async function callInner(client: HardenedClient, method: 'inject' | 'attachEventListeners'): Promise<void> {
  const inner: unknown = Reflect.get(wweb.Client.prototype, method);
  if (typeof inner !== 'function') throw new Error(`whatsapp-web.js has no ${method} any more`);
  await Reflect.apply(inner, client, []);
}
