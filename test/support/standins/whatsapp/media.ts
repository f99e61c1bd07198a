/** The files of messages: put in by phones and by the page, taken out by the page. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from './http.ts';

const FOLDER = '/media/';

/** All files, each under the path at which the page finds it. */
export class Media {
  readonly #files = new Map<string, Buffer>();
  readonly #lost = new Map<string, number>();
  readonly #fetched = new Set<string>();
  #next = 1;

  keep(bytes: Buffer): string {
    const path = `${FOLDER}${this.#next}`;
    this.#next += 1;
    this.#files.set(path, bytes);
    return path;
  }

  get(path: string): Buffer | undefined {
    return this.#files.get(path);
  }

  /** Whether the page took this file. */
  fetched(path: string): boolean {
    return this.#fetched.has(path);
  }

  /** From now on a file is answered with this status of HTTP. */
  lose(path: string, status: number): void {
    this.#lost.set(path, status);
  }

  /** Whether this address is one of files. */
  answers({ pathname }: URL): boolean {
    return `${pathname}/`.startsWith(FOLDER);
  }

  async answer(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') return void response.writeHead(200).end(this.keep(await bodyOf(request)));
    const bytes = this.#files.get(url.pathname);
    const lost = this.#lost.get(url.pathname);
    // Only what is gone is known to be so before it is asked for.
    if (lost !== undefined && (lost === 404 || request.method === 'GET')) return void response.writeHead(lost).end();
    if (!bytes) return void response.writeHead(404).end();
    if (request.method === 'GET') this.#fetched.add(url.pathname);
    response.writeHead(200, { 'content-length': bytes.length, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  }
}
