/** What a file is by its first bytes, whatever it claims to be, and whether it may be kept as what it came as. */
import { fileTypeFromBuffer } from 'file-type';
import type { KeptKind } from '../../db/schema/media.ts';

const SOUND = /^audio\/(ogg|mpeg|mp4|x-m4a|aac|amr|wav|wave|webm|opus|flac|x-flac)$/;

/** Containers of films in which recorders also put sound alone, and what they are then. */
const CONTAINERS: Readonly<Record<string, string>> = {
  'video/mp4': 'audio/mp4',
  'video/3gpp': 'audio/3gpp',
  'video/webm': 'audio/webm',
};

/** The track of a film, as MP4 and as WebM announce it. */
const FILM = /hdlr.{8}vide|V_(VP8|VP9|AV1|MPEG)/s;

/** Pictures that every browser shows and that cannot hold a program: no SVG. */
const SHOWN = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

const PICTURES = [...SHOWN, 'image/heic', 'image/heif'];

/** What is only ever saved to disk and never shown as a page. */
export const UNKNOWN = 'application/octet-stream';

/**
 * The type to keep a file under; undefined when it is not what it came as, such as a film or a program sent as a picture.
 * A document may be anything but a film. One that is a picture is looked at as one, see {@link isShown}.
 */
export async function typeToKeep(kind: KeptKind, head: Uint8Array): Promise<string | undefined> {
  const mime = (await fileTypeFromBuffer(head))?.mime.split(';', 1).join() ?? '';
  if (kind === 'voice') return SOUND.test(mime) ? mime : soundAlone(mime, head);
  if (kind === 'picture') return PICTURES.includes(mime) ? mime : undefined;
  if (mime.startsWith('video/')) return undefined;
  return mime === '' ? UNKNOWN : mime;
}

/** Whether a kept type is a picture that a page may show; everything else is saved to disk. */
export function isShown(type: string | null): boolean {
  return type !== null && SHOWN.includes(type);
}

/** Where the tracks stand only at the end of a long recording, they are not seen; it is played as sound in any case. */
function soundAlone(mime: string, head: Uint8Array): string | undefined {
  return FILM.test(Buffer.from(head).toString('latin1')) ? undefined : CONTAINERS[mime];
}
