/** Fetching a voice message from Telegram at the moment in which somebody wants to hear it. Nothing is kept. */
import { Api, GrammyError, HttpError } from 'grammy';
import { FetchError, type FetchFailure } from '../channel.ts';
import type { ClientOptions } from './client.ts';
import { toGrammySignal } from './signal.ts';

/** More than any voice message has: at the rate of Telegram's own recordings it is an hour. Bytes. */
export const LARGEST = 16 * 1024 * 1024;

/** No fetch may take longer, however slowly the bytes come. Milliseconds. */
const DEADLINE = 30_000;

/** Fetches by reference. */
export class Files {
  readonly #api: Api;
  readonly #root: string;
  readonly #deadline: number;

  constructor(token: string, client: ClientOptions, deadline = DEADLINE) {
    this.#api = new Api(token, client);
    this.#root = `${client.apiRoot}/file/bot${token}`;
    this.#deadline = deadline;
  }

  /** The bytes behind a reference. Throws nothing but a `FetchError`, which carries no cause: an address has the token in it. */
  async fetch(reference: string): Promise<Buffer> {
    const signal = AbortSignal.timeout(this.#deadline);
    try {
      const { file_path: path, file_size: size = 0 } = await this.#api.getFile(reference, toGrammySignal(signal));
      if (path === undefined) throw new FetchError('gone');
      if (size > LARGEST) throw new FetchError('too_large');
      const address = `${this.#root}/${path.split('/').map(encodeURIComponent).join('/')}`;
      // Whoever is redirected to would be told the token.
      const response = await fetch(address, { signal, redirect: 'error' });
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        throw new FetchError(byStatus(response.status));
      }
      return await readAtMost(response.body, LARGEST);
    } catch (error) {
      throw toFetchError(error);
    }
  }
}

/** Leaving the loop early ends the download. */
async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new FetchError('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toFetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  if (error instanceof GrammyError) {
    const tooBig = /too big/i.test(error.description);
    // To a method an unknown token is a page that is not there; to a download it is a file that is not there.
    return new FetchError(tooBig ? 'too_large' : error.error_code === 404 ? 'misconfigured' : byStatus(error.error_code));
  }
  // No answer, a late one or one that broke off.
  if (error instanceof HttpError || error instanceof TypeError || error instanceof DOMException) {
    return new FetchError('unreachable');
  }
  return new FetchError('gone');
}

function byStatus(status: number): FetchFailure {
  if (status === 401) return 'misconfigured';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unreachable' : 'gone';
}
