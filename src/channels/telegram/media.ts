/**
 * What a message is that is not text, and where its file is if it is of a kind that may be opened. Nothing is downloaded
 * here.
 */
import type { Message } from 'grammy/types';
import type { Attachment } from '../../engine/protocol.ts';
import type { MediaFile } from '../channel.ts';

/** What somebody sent that is not text. */
export interface Media {
  readonly kind: Attachment;
  readonly file?: MediaFile;
}

/** Reads the media of a message. What Telegram may invent, and what says nothing to us, is `unknown`. */
export function readMedia(message: Message): Media {
  const [, kind = 'unknown', locate] = KINDS.find(([field]) => message[field] !== undefined) ?? [];
  const file = locate?.(message);
  return { kind, ...(file && { file }) };
}

/**
 * The first that is present names the kind: Telegram repeats a GIF as a document, a live photo as a photo and a venue as a
 * location. What moves or shows a face stays unopened, so nothing says where its file is.
 */
const KINDS: readonly (readonly [keyof Message, Attachment, ((message: Message) => MediaFile | undefined)?])[] = [
  // Telegram records in one format only; every other file has the type that its sender's program gave it.
  ['voice', 'voice', ({ voice }) => locate(voice, 'audio/ogg')],
  ['audio', 'voice', ({ audio }) => locate(audio, typeOf(audio?.mime_type, SOUND, 'audio/mpeg'))],
  ['video_note', 'video'],
  ['live_photo', 'picture'],
  ['photo', 'picture', ({ photo = [] }) => locate(largest(photo), 'image/jpeg')],
  ['animation', 'video'],
  ['video', 'video'],
  ['document', 'file', ({ document }) => locate(document, typeOf(document?.mime_type, ANY, 'application/octet-stream'))],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['contact', 'contact'],
  ['poll', 'poll'],
];

interface Stored {
  readonly file_id: string;
  readonly file_size?: number;
  readonly duration?: number;
}

function locate(stored: Stored | undefined, type: string): MediaFile | undefined {
  if (!stored?.file_id) return undefined;
  const { file_id: reference, file_size: size, duration: seconds } = stored;
  return { at: 'platform', reference, type, ...(size !== undefined && { size }), ...(seconds !== undefined && { seconds }) };
}

/** Telegram keeps a picture in several sizes. */
function largest<Size extends { readonly width: number; readonly height: number }>(sizes: readonly Size[]): Size | undefined {
  return sizes.toSorted((one, other) => other.width * other.height - one.width * one.height)[0];
}

/** A type that a browser takes for sound whatever the file claims to be, so that a page in disguise stays silent. */
const SOUND = /^audio\/[a-z0-9][a-z0-9.+-]{0,60}$/;
const ANY = /^[a-z]{1,20}\/[a-z0-9][a-z0-9.+-]{0,80}$/;

function typeOf(claimed = '', plain: RegExp, otherwise: string): string {
  const type = claimed.toLowerCase();
  return plain.test(type) ? type : otherwise;
}
