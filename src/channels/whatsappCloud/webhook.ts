/** What Meta posts to us. It takes any answer but success as a reason to post again, for up to seven days. */
import type { Logger } from '../../logger.ts';
import type { Inbound } from '../channel.ts';
import { parse } from './graph.ts';
import { readCall, readMessage } from './read.ts';
import { happening, post, problem } from './shapes.ts';
import { sameWord, signedBy } from './signature.ts';
import type { Statuses } from './statuses.ts';

/** Meta's own limit for one post is 3 MB, and a post that we refuse for its size is lost. Bytes. */
export const LARGEST_POST = 3 * 1024 * 1024;

/** `accept` resolves when a message is received durably; `open` says whether anything can be received just now. */
export interface WebhookParts {
  readonly numberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly statuses: Statuses;
  readonly open: () => boolean;
  readonly accept: (inbound: Inbound) => Promise<void>;
  readonly log: Logger;
}

/** One address for the handshake, for messages, and for what became of ours. */
export class Webhook {
  readonly #parts: WebhookParts;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
  }

  /**
   * Answers one request. GET is the handshake: 403 without the word that was agreed. POST: 503 while not started or
   * stopping, 401 without Meta's signature, 413 when too large, 500 when something was not received, else 200, also for
   * what we do not understand: it would only come again.
   */
  async answer(request: Request): Promise<Response> {
    if (request.method === 'GET') return this.#shakeHands(new URL(request.url).searchParams);
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'GET, POST' } });
    if (!this.#parts.open()) return turnAway(request, 503);
    const signature = request.headers.get('x-hub-signature-256');
    if (signature === null) return turnAway(request, 401);
    if (Number(request.headers.get('content-length') ?? 0) > LARGEST_POST) return turnAway(request, 413);
    const body = await readBody(request);
    if (body === 'too large') return new Response(null, { status: 413 });
    if (body === 'broken off') return new Response(null, { status: 400 });
    if (!signedBy(this.#parts.appSecret, body, signature)) return new Response(null, { status: 401 });
    return new Response(null, { status: (await this.#take(parse(body.toString()))) ? 200 : 500 });
  }

  #shakeHands(query: URLSearchParams): Response {
    const agreed =
      query.get('hub.mode') === 'subscribe' && sameWord(query.get('hub.verify_token') ?? '', this.#parts.verifyToken);
    return new Response(agreed ? (query.get('hub.challenge') ?? '') : null, {
      status: agreed ? 200 : 403,
      // What is echoed is nobody's page.
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
  }

  /** Whether everything in a post was received. */
  async #take(body: unknown): Promise<boolean> {
    const read = post.safeParse(body);
    if (!read.success) return this.#ignore('whatsapp post not understood');
    const changes = read.data.entry.flatMap((entry) => entry.changes);
    const inbounds = changes.flatMap(({ field, value }) => (field === 'messages' || field === 'calls' ? this.#read(value) : []));
    // All are begun in their order, so that the line of each chat has them in it.
    const outcomes = await Promise.allSettled(inbounds.map((inbound) => this.#parts.accept(inbound)));
    return outcomes.every(({ status }) => status === 'fulfilled');
  }

  #read(value: unknown): Inbound[] {
    const { numberId, statuses, log } = this.#parts;
    const read = happening.safeParse(value);
    if (!read.success || read.data.metadata.phone_number_id !== numberId) {
      this.#ignore('whatsapp post is not for this number');
      return [];
    }
    const { contacts, messages, calls, errors } = read.data;
    for (const status of read.data.statuses) statuses.note(status);
    for (const error of errors) log.warn({ code: problem.safeParse(error).data?.code }, 'whatsapp reports a problem');
    for (const one of messages) statuses.heard(one);
    return [...messages.map((one) => readMessage(one, contacts)), ...calls.map((one) => readCall(one, contacts))].filter(
      (inbound) => {
        if (!inbound) this.#ignore('whatsapp message says nothing to us');
        return inbound !== undefined;
      },
    );
  }

  #ignore(why: string): true {
    this.#parts.log.debug(why);
    return true;
  }
}

async function turnAway(request: Request, status: number): Promise<Response> {
  await request.body?.cancel().catch(() => undefined);
  return new Response(null, { status });
}

async function readBody({ body }: Request): Promise<Buffer | 'too large' | 'broken off'> {
  if (!body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      // Leaving the loop ends the upload.
      if (size > LARGEST_POST) return 'too large';
      chunks.push(chunk);
    }
  } catch {
    return 'broken off';
  }
  return Buffer.concat(chunks);
}
