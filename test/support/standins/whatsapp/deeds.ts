/** What the things look like that a person sends on WhatsApp and that are not text, one sample a kind. */
import type { Deed } from '../standin.ts';

/** The kinds of {@link Deed} that carry a file. */
export type MediaDeed = Extract<Deed, { readonly bytes?: Buffer }>;

/** Fields of a message beyond its key and its times. */
export type Fields = Readonly<Record<string, unknown>>;

/** A picture of one white point: what stands in a file when a test does not care. */
const POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);

const TYPES: Readonly<Record<MediaDeed['kind'], { readonly type: string; readonly mimetype: string }>> = {
  voice: { type: 'ptt', mimetype: 'audio/ogg; codecs=opus' },
  picture: { type: 'image', mimetype: 'image/png' },
  video: { type: 'video', mimetype: 'video/mp4' },
  file: { type: 'document', mimetype: 'application/pdf' },
  sticker: { type: 'sticker', mimetype: 'image/webp' },
};

/** The file of a deed, and the message it comes with but for the path at which the file can be had. */
export function mediaFields(deed: MediaDeed): { bytes: Buffer; fields: Fields } {
  const bytes = deed.bytes ?? POINT;
  const { type, mimetype } = TYPES[deed.kind];
  return {
    bytes,
    fields: {
      type,
      // Pictures and videos carry a small picture of themselves where others have their text.
      ...(['image', 'video'].includes(type) && { body: POINT.toString('base64') }),
      mimetype: deed.type ?? mimetype,
      size: bytes.length,
      ...(deed.kind === 'voice' && { duration: '7' }),
      ...(deed.caption !== undefined && { caption: deed.caption }),
      ...(deed.name !== undefined && { filename: deed.name }),
      ...(deed.kind === 'file' && deed.name === undefined && { filename: 'file.pdf' }),
      filehash: 'hash',
      encFilehash: 'hash',
      mediaKey: 'key',
      mediaKeyTimestamp: Math.floor(Date.now() / 1_000),
    },
  };
}

/** A message without a file that is not text either. */
export function otherFields(kind: 'location' | 'contact' | 'poll' | 'unknown'): Fields {
  switch (kind) {
    case 'location':
      return { type: 'location', lat: 31.5, lng: 74.3, loc: 'A place', body: POINT.toString('base64') };
    case 'contact':
      return { type: 'vcard', vcardFormattedName: 'Somebody', body: 'BEGIN:VCARD\nVERSION:3.0\nFN:Somebody\nEND:VCARD' };
    case 'poll':
      return {
        type: 'poll_creation',
        pollName: 'Which one?',
        pollOptions: [
          { name: 'This', localId: 0 },
          { name: 'That', localId: 1 },
        ],
        pollSelectableOptionsCount: 1,
        messageSecret: {},
      };
    case 'unknown':
      return { type: 'unknown' };
  }
}
