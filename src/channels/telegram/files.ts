/** Fetching a file from Telegram at the moment in which somebody needs it. Nothing is kept. */
import { Api, GrammyError, HttpError } from 'grammy';
import { FetchError, type FetchFailure, LARGEST_FILE } from '../channel.ts';
import type { ClientOptions } from './client.ts';
import { toGrammySignal } from './signal.ts';

/** No fetch may take longer, however slowly the bytes come. Milliseconds. */
const DEADLINE = 60_000;

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

  /**
   * The bytes behind a reference, as they come. Throws nothing but a `FetchError`, which carries no cause: an address has
   * the token in it. Whoever stops reading ends the download.
   */
  async *fetch(reference: string): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      const signal = AbortSignal.timeout(this.#deadline);
      let size = 0;
      for await (const chunk of await this.#open(reference, signal)) {
        size += chunk.length;
        if (size > LARGEST_FILE) throw new FetchError('too_large');
        yield chunk;
      }
    } catch (error) {
      throw toFetchError(error);
    }
  }

  async #open(reference: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { file_path: path, file_size: size = 0 } = await this.#api.getFile(reference, toGrammySignal(signal));
    if (path === undefined) throw new FetchError('gone');
    if (size > LARGEST_FILE) throw new FetchError('too_large');
    const address = `${this.#root}/${path.split('/').map(encodeURIComponent).join('/')}`;
    // Whoever is redirected to would be told the token.
    const response = await fetch(address, { signal, redirect: 'error' });
    if (response.ok && response.body) return response.body;
    await response.body?.cancel();
    throw new FetchError(byStatus(response.status));
  }
}

function toFetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  if (error instanceof GrammyError) {
    // Telegram itself gives a bot nothing above 20 MB.
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
