/** The files that persons sent, and how a bot gets at them. */
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Answer, failure, success } from './answer.ts';
import type { FaultRule } from './faults.ts';

/** Telegram gives a bot nothing larger. Bytes. */
const LARGEST = 20 * 1024 * 1024;

/** The files of one bot, by their id. */
export class Files {
  readonly #files = new Map<string, Buffer>();

  keep(id: string, bytes: Buffer): void {
    this.#files.set(id, bytes);
  }

  lose(id: string): void {
    this.#files.delete(id);
  }

  /** `getFile`. */
  find(body: unknown): Answer {
    const { file_id: id } = z.object({ file_id: z.string() }).parse(body);
    const bytes = this.#files.get(id);
    if (!bytes) return failure(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if (bytes.length > LARGEST) return failure(400, 'Bad Request: file is too big');
    // A path with what has a meaning in addresses.
    return success({ file_id: id, file_path: `files/${id} #1.oga` });
  }

  /** Answers a download: plain HTTP, without the envelope of a method, and without saying before how much will come. */
  download(path: string, response: ServerResponse, fault?: FaultRule): void {
    if (fault && 'drop' in fault && fault.drop === 'before') return void response.socket?.destroy();
    if (fault && 'status' in fault) {
      return void response.writeHead(fault.status, fault.location ? { location: fault.location } : {}).end();
    }
    const [, id = ''] = /^files\/(.+) #1\.oga$/.exec(decodeURIComponent(path)) ?? [];
    const bytes = this.#files.get(id);
    if (!bytes) return void response.writeHead(404).end();
    response.writeHead(200);
    const half = Math.floor(bytes.length / 2);
    response.write(bytes.subarray(0, half));
    if (fault && 'drop' in fault) response.socket?.destroy();
    else response.end(bytes.subarray(half));
  }
}
