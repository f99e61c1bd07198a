/** The files that persons sent, and where Meta says they are. */
import type { ServerResponse } from 'node:http';
import type { Deed } from '../standin.ts';
import type { Kept } from './incoming.ts';

const TYPES: Readonly<Record<string, string>> = {
  voice: 'audio/ogg; codecs=opus',
  picture: 'image/jpeg',
  video: 'video/mp4',
  file: 'application/pdf',
  sticker: 'image/webp',
};

interface File {
  readonly bytes: Buffer;
  readonly type: string;
  size: number;
  url?: string;
}

export class Files {
  readonly #files = new Map<string, File>();

  /** Keeps the file of a deed, if it has one. */
  keep(deed: Deed): Kept {
    const bytes = ('bytes' in deed ? deed.bytes : undefined) ?? Buffer.from('what was sent');
    const type = ('type' in deed ? deed.type : undefined) ?? TYPES[deed.kind] ?? '';
    const id = String(1_003_383_421_387_256 + this.#files.size);
    this.#files.set(id, { bytes, type, size: bytes.length });
    return { id, type };
  }

  /** What `GET /{file}` answers; undefined when it is not there. */
  find(id: string): { answer(url: string): object } | undefined {
    const file = this.#files.get(id);
    return (
      file && {
        answer: (url) => ({
          messaging_product: 'whatsapp',
          url: file.url ?? url,
          mime_type: file.type,
          sha256: 'hash',
          file_size: file.size,
          id,
        }),
      }
    );
  }

  /** Sends the bytes, without saying before how many will come; `breaks` cuts the line in the middle. */
  download(response: ServerResponse, id: string, breaks: boolean): void {
    const file = this.#files.get(id);
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type });
    const half = Math.floor(file.bytes.length / 2);
    response.write(file.bytes.subarray(0, half));
    if (breaks) response.socket?.destroy();
    else response.end(file.bytes.subarray(half));
  }

  lose(id: string): void {
    this.#files.delete(id);
  }

  displace(id: string, url: string): void {
    const file = this.#files.get(id);
    if (file) file.url = url;
  }

  belittle(id: string, size: number): void {
    const file = this.#files.get(id);
    if (file) file.size = size;
  }
}
