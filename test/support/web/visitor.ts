/** A browser, as far as the API sees one: it keeps a cookie, posts, reads and listens. */
import { randomUUID } from 'node:crypto';
import type { HistoryAnswer, Posted, PostedContent, SessionAnswer, ShownMessage } from '../../../src/http/chat/shape.ts';
import { eventsOf, type StreamEvent } from './events.ts';

/** A stream that is being read. */
export interface Listening {
  /** The next event that is no mere sign of life; undefined when the stream has ended. */
  next(): Promise<StreamEvent | undefined>;
  /** The next messages, so many. */
  messages(count: number): Promise<ShownMessage[]>;
  hangUp(): void;
}

export class Visitor {
  /** What the last `Set-Cookie` said, word for word. */
  setCookie: string | undefined;
  readonly #url: string;
  #cookie: string | undefined;

  constructor(url: string) {
    this.#url = `${url}/api/chat`;
  }

  /** The token in the cookie: the address of this person's chat. */
  get address(): string {
    return this.#cookie?.replace('chat=', '') ?? '';
  }

  /** The same browser, talking to another process. */
  at(url: string): Visitor {
    const other = new Visitor(url);
    other.#cookie = this.#cookie;
    return other;
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, ...(this.#cookie && { cookie: this.#cookie }) };
    const response = await fetch(this.#url + path, { ...init, headers });
    const set = response.headers.get('set-cookie');
    if (set !== null) {
      this.setCookie = set;
      const [pair] = set.split(';');
      this.#cookie = set.includes('Max-Age=0') ? undefined : pair;
    }
    return response;
  }

  async arrive(): Promise<SessionAnswer> {
    const answer: SessionAnswer = await (await this.request('/session', { method: 'POST' })).json();
    return answer;
  }

  post(body: Posted): Promise<Response> {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    return this.request('/messages', init);
  }

  say(content: PostedContent): Promise<Response> {
    return this.post({ id: randomUUID(), ...content });
  }

  /** Posts a recording. */
  sayAloud(
    bytes: Buffer,
    { id = randomUUID() as string, type = 'audio/ogg', seconds = 1 as number | string } = {},
  ): Promise<Response> {
    const headers = { 'Content-Type': type };
    return this.request(`/voice?id=${id}&seconds=${seconds}`, { method: 'POST', headers, body: new Uint8Array(bytes) });
  }

  async history(): Promise<readonly ShownMessage[]> {
    const { messages }: HistoryAnswer = await (await this.request('/messages')).json();
    return messages;
  }

  /** Opens the stream. `lastEventId` is what a browser sends when it comes back by itself. */
  async listen(after?: number, lastEventId?: number): Promise<Listening> {
    const abort = new AbortController();
    const headers: Record<string, string> = lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) };
    const query = after === undefined ? '' : `?after=${after}`;
    const events = eventsOf(await this.request(`/stream${query}`, { headers, signal: abort.signal }));
    const next = async () => {
      const step = await events.next();
      return step.done ? undefined : step.value;
    };
    return {
      next,
      async messages(count) {
        const messages: ShownMessage[] = [];
        while (messages.length < count) {
          const event = await next();
          if (event === undefined) throw new Error('the stream ended early');
          if (event.event === 'message') messages.push(JSON.parse(event.data));
        }
        return messages;
      },
      hangUp: () => abort.abort(),
    };
  }
}
