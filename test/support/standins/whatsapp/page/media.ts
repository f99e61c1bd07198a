/** Files out of the page and into it. Nothing is encrypted: what matters is when it fails, and what the library calls. */
import { Model } from './models.ts';
import { upload } from './server.ts';

/** A file in the page. */
export class OpaqueData {
  readonly file: Blob;

  private constructor(file: Blob) {
    this.file = file;
  }

  static createFromData(file: Blob): Promise<OpaqueData> {
    return Promise.resolve(new OpaqueData(file));
  }

  url(): string {
    return 'blob:none';
  }

  formData(): Blob {
    return this.file;
  }

  autorelease(): void {}
}

interface MediaParams {
  readonly asSticker?: boolean;
  readonly isPtt?: boolean;
  readonly asDocument?: boolean;
}

const files = new Map<string, { file: Blob; type: string; size: number; filehash: string }>();

/** What is known of a file that is about to be sent. The library copies its fields, and then what it gives as JSON. */
class MediaData extends Model {
  toJSON(): object {
    return { type: this.type, filehash: this.filehash };
  }
}

/** Looks at a file before it is sent: its type, size and hash. */
export function prepRawMedia(data: OpaqueData, params: MediaParams): { waitForPrep(): Promise<Model> } {
  return {
    async waitForPrep() {
      const { file } = data;
      const filehash = crypto.randomUUID();
      const type = typeOf(file.type, params);
      files.set(filehash, { file, type, size: file.size, filehash });
      const media = new MediaData();
      const filename = file instanceof File ? file.name : undefined;
      return Object.assign(media, { type, filehash, mimetype: file.type, mediaBlob: data, size: file.size, filename });
    },
  };
}

function typeOf(mimetype: string, { asSticker, isPtt, asDocument }: MediaParams): string {
  if (asDocument) return 'document';
  if (asSticker) return 'sticker';
  const [main = ''] = mimetype.split('/');
  if (main === 'audio') return isPtt ? 'ptt' : 'audio';
  return main === 'image' || main === 'video' ? main : 'document';
}

export function getOrCreateMediaObject(filehash: string): object {
  return { ...files.get(filehash), contentInfo: {}, consolidate: () => undefined };
}

export async function uploadMedia({ mediaObject }: { mediaObject: { file: Blob; filehash: string } }): Promise<object> {
  const directPath = await upload(mediaObject.file);
  files.delete(mediaObject.filehash);
  const entry = { directPath, mmsUrl: directPath, deprecatedMms3Url: directPath, mediaKey: 'key', mediaKeyTimestamp: 0 };
  return { mediaEntry: { ...entry, encFilehash: mediaObject.filehash, uploadHash: mediaObject.filehash } };
}

/** What an error of a download carries. */
class HttpStatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super('media download failed');
    this.status = status;
  }
}

export async function downloadAndMaybeDecrypt({ directPath }: { directPath: string }): Promise<ArrayBuffer> {
  const response = await fetch(directPath);
  if (!response.ok) throw new HttpStatusError(response.status);
  return await response.arrayBuffer();
}
