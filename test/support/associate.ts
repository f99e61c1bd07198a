/** An associate at the desk of a running program, as far as the API sees one. */
import { randomUUID } from 'node:crypto';
import { cookieOf } from './desk.ts';

export class Associate {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  /** Logs in; the answer's status says whether that worked. */
  async logIn(email: string, password: string): Promise<number> {
    const answer = await this.post('/api/auth/sign-in', { email, password });
    if (answer.ok) this.#cookie = cookieOf(answer);
    return answer.status;
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#url}${path}`, { headers: { cookie: this.#cookie } });
  }

  post(path: string, body: unknown = {}): Promise<Response> {
    const headers = { cookie: this.#cookie, origin: this.#url, 'content-type': 'application/json' };
    return fetch(`${this.#url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Takes whoever waits; resolves to the conversation. */
  async claimNext(): Promise<string> {
    const { conversationId } = (await (await this.post('/api/desk/claim-next')).json()) as { conversationId: string };
    return conversationId;
  }

  async answer(conversationId: string, text: string): Promise<void> {
    const sent = await this.post(`/api/desk/conversations/${conversationId}/messages`, { id: randomUUID(), text });
    if (!sent.ok) throw new Error(`the reply was not taken (${sent.status})`);
  }
}
