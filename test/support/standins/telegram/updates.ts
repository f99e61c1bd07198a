/** The queue of updates that a bot has not confirmed yet, and the two ways out of it: long polling and a webhook. */
import { setTimeout } from 'node:timers/promises';
import type { Disturbance } from '../standin.ts';
import { type Answer, failure, success } from './answer.ts';

/** Update types that Telegram sends only to bots that asked for them by name. */
const ON_REQUEST = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** An update before it has its number: what it is about, under the name of its type. */
export type NewUpdate = Readonly<Record<string, object>>;

interface Update {
  readonly update_id: number;
}

/** What `getUpdates` is asked. `timeout` in seconds. */
export interface PollRequest {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  readonly timeout?: number | undefined;
  readonly allowed_updates?: readonly string[] | undefined;
}

/** What `setWebhook` is asked. */
export interface HookRequest {
  readonly url?: string | undefined;
  readonly secret_token?: string | undefined;
  readonly allowed_updates?: readonly string[] | undefined;
}

/** `again` marks an update that was given before and is given once more, whatever was confirmed meanwhile. */
interface Entry {
  readonly chat: number;
  readonly update: Update;
  readonly again: boolean;
  given: boolean;
}

/** How long updates are gathered before their chats overtake each other. Milliseconds. */
const GATHERED = 15;

interface Poller {
  readonly answer: (answer: Answer) => void;
  readonly limit: number;
}

interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly ended: AbortController;
}

/** Holds updates in order of arrival. `changed` is called whenever something happened that a test may wait for. */
export class Updates {
  readonly #changed: () => void;
  readonly #patience: number;
  #queue: Entry[] = [];
  #next = 1_000;
  #offset = 0;
  #allowed: readonly string[] = [];
  #poller: Poller | undefined;
  #hook: Hook | undefined;
  /** Chats to which the webhook is delivering just now. */
  readonly #delivering = new Set<number>();
  #disturbance: Disturbance = { twice: 0, shuffled: false };
  /** Grows with each update by the share that is given twice; each whole one of it is due. */
  #due = 0;
  #gathered: { chat: number; update: NewUpdate }[] = [];
  #gathering: NodeJS.Timeout | undefined;

  /** `patience` is how long a webhook may take, in milliseconds. */
  constructor(changed: () => void, patience = 60_000) {
    this.#changed = changed;
    this.#patience = patience;
  }

  /** The highest offset that a poller named: all updates below it are forgotten. */
  get offset(): number {
    return this.#offset;
  }

  /** How many updates are not confirmed. */
  get waiting(): number {
    return this.#queue.length + this.#gathered.length;
  }

  get polled(): boolean {
    return this.#poller !== undefined;
  }

  /** Adds an update of this chat, unless the bot does not ask for its type. */
  add(chat: number, update: NewUpdate): void {
    const type = Object.keys(update)[0] ?? '';
    if (this.#allowed.length > 0 ? !this.#allowed.includes(type) : ON_REQUEST.has(type)) return;
    this.#gathered.push({ chat, update });
    if (!this.#disturbance.shuffled) this.#release();
    else this.#gathering ??= globalThis.setTimeout(() => this.#release(), GATHERED);
  }

  /** What is disturbed from now on. */
  disturb(disturbance: Disturbance): void {
    this.#disturbance = disturbance;
    if (!disturbance.shuffled) this.#release();
  }

  /** `getUpdates`. Resolves when there is something, when `timeout` seconds are over, or when another poller comes. */
  poll(request: PollRequest, gone: AbortSignal): Promise<Answer> {
    if (this.#hook) {
      return Promise.resolve(
        failure(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"),
      );
    }
    this.#allowed = request.allowed_updates ?? this.#allowed;
    const offset = request.offset ?? 0;
    this.#offset = Math.max(this.#offset, offset);
    this.#queue = this.#queue.filter(({ update, again, given }) => update.update_id >= offset || (again && !given));
    this.#poller?.answer(
      failure(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'),
    );
    return new Promise((resolve) => {
      const poller: Poller = {
        limit: request.limit ?? 100,
        answer: (answer) => {
          if (this.#poller === poller) this.#poller = undefined;
          clearTimeout(over);
          resolve(answer);
        },
      };
      this.#poller = poller;
      const nothing = () => poller.answer(success([]));
      const over = globalThis.setTimeout(nothing, (request.timeout ?? 0) * 1_000);
      gone.addEventListener('abort', nothing);
      this.#flush();
      this.#changed();
    });
  }

  /** `setWebhook` and, without an address, `deleteWebhook`. */
  setWebhook(request: HookRequest): void {
    this.#hook?.ended.abort();
    this.#hook = request.url ? { url: request.url, secret: request.secret_token ?? '', ended: new AbortController() } : undefined;
    this.#allowed = request.allowed_updates ?? this.#allowed;
    for (const chat of new Set(this.#queue.map((entry) => entry.chat))) void this.#deliver(chat);
  }

  /** Ends what is waiting. */
  close(): void {
    globalThis.clearTimeout(this.#gathering);
    this.#hook?.ended.abort();
    this.#poller?.answer(success([]));
  }

  /** Lets through what was gathered, the chat that came last first; within a chat all stay in order. */
  #release(): void {
    globalThis.clearTimeout(this.#gathering);
    this.#gathering = undefined;
    const gathered = this.#gathered.splice(0);
    for (const chat of [...new Set(gathered.map((entry) => entry.chat))].reverse()) {
      for (const entry of gathered) if (entry.chat === chat) this.#enqueue(chat, entry.update);
    }
  }

  #enqueue(chat: number, update: NewUpdate): void {
    this.#queue.push({ chat, update: { update_id: this.#next, ...update }, again: false, given: false });
    this.#next += 1;
    this.#flush();
    void this.#deliver(chat);
  }

  #flush(): void {
    if (!this.#poller || this.#queue.length === 0) return;
    const answer = this.#queue.slice(0, this.#poller.limit);
    const repeated = answer.filter((entry) => this.#isDue(entry));
    for (const entry of answer) entry.given = true;
    for (const entry of repeated) this.#queue.push({ ...entry, again: true, given: false });
    this.#poller.answer(success(answer.map(({ update }) => update)));
  }

  /** Whether an update that goes out for the first time is to be given twice. */
  #isDue({ again, given }: Entry): boolean {
    if (again || given) return false;
    this.#due += this.#disturbance.twice;
    if (this.#due < 1) return false;
    this.#due -= 1;
    return true;
  }

  /** Posts the updates of one chat in order; one that fails is posted again before any later one. */
  async #deliver(chat: number): Promise<void> {
    const hook = this.#hook;
    if (!hook || this.#delivering.has(chat)) return;
    this.#delivering.add(chat);
    for (let wait = 20; !hook.ended.signal.aborted; ) {
      const entry = this.#queue.find((candidate) => candidate.chat === chat);
      if (!entry) break;
      if (await post(hook, entry.update, this.#patience)) {
        const repeated = this.#isDue(entry);
        entry.given = true;
        this.#queue = repeated
          ? this.#queue.map((other) => (other === entry ? { ...entry, again: true } : other))
          : this.#queue.filter((other) => other !== entry);
        wait = 20;
        this.#changed();
      } else {
        this.#changed();
        await setTimeout(wait, undefined, { signal: hook.ended.signal }).catch(() => undefined);
        wait = Math.min(1_000, wait * 2);
      }
    }
    this.#delivering.delete(chat);
    // Another address may have been set while this one was tried.
    if (this.#hook !== hook) await this.#deliver(chat);
  }
}

async function post(hook: Hook, update: Update, patience: number): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': hook.secret };
  const signal = AbortSignal.any([hook.ended.signal, AbortSignal.timeout(patience)]);
  try {
    const response = await fetch(hook.url, { method: 'POST', headers, body: JSON.stringify(update), signal });
    return response.ok;
  } catch {
    return false;
  }
}
