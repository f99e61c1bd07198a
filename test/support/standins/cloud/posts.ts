/**
 * What waits to be posted. The posts about one chat go out in order, and one that fails is posted again before any later
 * one. Meta promises less: there a post that failed may come after later ones.
 */
import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** Where posts go: an address, or whatever answers a request. */
export type Hook = string | ((request: Request) => Promise<Response>);

/** Waits between two tries, in milliseconds. */
const FIRST_WAIT = 10;
const LONGEST_WAIT = 500;

export class Posts {
  readonly #secret: string;
  readonly #changed: () => void;
  readonly #closed = new AbortController();
  readonly #queues = new Map<string, string[]>();
  readonly #delivering = new Set<string>();
  #hook: Hook | undefined;
  #done = 0;

  constructor(secret: string, changed: () => void) {
    this.#secret = secret;
    this.#changed = changed;
  }

  /** How many posts were not taken yet. */
  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  /** How many posts were taken. */
  get done(): number {
    return this.#done;
  }

  setHook(hook: Hook): void {
    this.#hook = hook;
    for (const chat of this.#queues.keys()) void this.#deliver(chat);
  }

  add(chat: string, body: object): void {
    this.#queues.set(chat, [...(this.#queues.get(chat) ?? []), JSON.stringify(body)]);
    void this.#deliver(chat);
  }

  close(): void {
    this.#closed.abort();
  }

  async #deliver(chat: string): Promise<void> {
    if (this.#delivering.has(chat)) return;
    this.#delivering.add(chat);
    const { signal } = this.#closed;
    for (let wait = FIRST_WAIT; this.#hook && !signal.aborted; ) {
      const body = this.#queues.get(chat)?.[0];
      if (body === undefined) break;
      if (await this.#post(this.#hook, body)) {
        this.#queues.get(chat)?.shift();
        this.#done += 1;
        wait = FIRST_WAIT;
        this.#changed();
      } else {
        await setTimeout(wait, undefined, { signal }).catch(() => undefined);
        wait = Math.min(LONGEST_WAIT, wait * 2);
      }
    }
    this.#delivering.delete(chat);
  }

  async #post(hook: Hook, body: string): Promise<boolean> {
    const init = { method: 'POST', headers: headersOf(body, this.#secret), body };
    try {
      const response =
        typeof hook === 'string'
          ? await fetch(hook, { ...init, signal: this.#closed.signal })
          : await hook(new Request('https://helpline.example/hooks/whatsapp', init));
      await response.body?.cancel();
      return response.status === 200;
    } catch {
      return false;
    }
  }
}

/** The headers of a post, with Meta's signature of its body. */
export function headersOf(body: string | Uint8Array, secret: string): Record<string, string> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
}
