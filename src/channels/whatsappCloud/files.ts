/** Fetching a file from Meta at the moment in which it is wanted. Meta keeps it for 30 days, and says for five minutes where. */
import { z } from 'zod';
import { FetchError, type FetchFailure, LARGEST_FILE } from '../channel.ts';
import { meaningOf } from './failures.ts';
import { type Graph, GraphError } from './graph.ts';

/** No fetch may take longer, however slowly the bytes come. Milliseconds. */
const DEADLINE = 60_000;

/** Where Meta keeps files. Nobody else is shown the token. */
const HOSTS = /^(lookaside\.fbsbx\.com|([a-z0-9-]+\.)*(fbcdn|whatsapp)\.net)$/;

const found = z.object({ url: z.string(), file_size: z.coerce.number().catch(0) });

/** Fetches by reference. */
export class Files {
  readonly #graph: Graph;
  readonly #numberId: string;
  readonly #deadline: number;

  constructor(graph: Graph, numberId: string, deadline = DEADLINE) {
    this.#graph = graph;
    this.#numberId = numberId;
    this.#deadline = deadline;
  }

  /** The bytes behind a reference. Throws nothing but a `FetchError`. */
  async *fetch(reference: string): AsyncGenerator<Uint8Array, void, undefined> {
    const signal = AbortSignal.timeout(this.#deadline);
    try {
      const body = await this.#open(reference, signal);
      let size = 0;
      // Leaving the loop early ends the download.
      for await (const chunk of body) {
        size += chunk.length;
        if (size > LARGEST_FILE) throw new FetchError('too_large');
        yield chunk;
      }
    } catch (error) {
      throw toFetchError(error);
    }
  }

  async #open(reference: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    // Nothing that could lead to another place of the Graph API.
    if (!/^[\w-][\w.-]*$/.test(reference)) throw new FetchError('gone');
    const answer = found.safeParse(await this.#graph.get(reference, { phone_number_id: this.#numberId }, signal));
    if (!answer.success) throw new FetchError('gone');
    if (answer.data.file_size > LARGEST_FILE) throw new FetchError('too_large');
    const address = URL.parse(answer.data.url);
    if (!address || !isTheirs(address, this.#graph.root)) throw new FetchError('gone');
    const { body } = await this.#graph.download(address, signal);
    if (!body) throw new FetchError('gone');
    return body;
  }
}

/** Whether a file may be asked for there: at Meta's, or where the API is. */
export function isTheirs({ protocol, hostname, port, origin }: URL, root: URL): boolean {
  return origin === root.origin || (protocol === 'https:' && port === '' && HOSTS.test(hostname));
}

function toFetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  if (error instanceof GraphError) return new FetchError(whyNot(error));
  // No answer, a late one or one that broke off.
  const unreachable = error instanceof TypeError || error instanceof DOMException;
  return new FetchError(unreachable ? 'unreachable' : 'gone');
}

/** Code 100 is what Meta says of an id that it does not know any more; a download has no code. */
function whyNot(error: GraphError): FetchFailure {
  if (error.code === 100 || (error.code === undefined && (error.status === 403 || error.status === 404))) return 'gone';
  const reason = meaningOf(error);
  return reason === 'blocked' || reason === 'rejected' ? 'gone' : reason;
}
