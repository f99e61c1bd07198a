/** Where the file of a message is. Nothing is downloaded here. */
import type { MediaFile } from '../channel.ts';
import type { Media } from './shapes.ts';

/** What a type must look like to be told to a browser, and what stands in for any other. */
const TYPES = {
  voice: { form: /^audio\/[a-z0-9][a-z0-9.+-]{0,40}$/, otherwise: 'audio/ogg' },
  picture: { form: /^image\/(jpeg|png|webp|gif|heic|heif)$/, otherwise: 'image/jpeg' },
  file: { form: /^[a-z]{1,20}\/[a-z0-9][a-z0-9.+-]{0,100}$/, otherwise: 'application/octet-stream' },
} as const;

/** The file of a voice message, a picture or a document; undefined when Meta does not say where it keeps it. */
export function readFile(kind: keyof typeof TYPES, found: Media | undefined): MediaFile | undefined {
  if (found?.id === undefined) return undefined;
  const { form, otherwise } = TYPES[kind];
  // The codec after a semicolon is of no use to anybody who looks at the type.
  const claimed = found.mime_type?.split(';', 1).join().trim().toLowerCase() ?? '';
  const type = form.test(claimed) ? claimed : otherwise;
  return { at: 'platform', reference: found.id, type, ...(found.file_size !== undefined && { size: found.file_size }) };
}
