/** Where the file of a message is. Nothing is downloaded to tell that. */
import type { Attachment } from '../../engine/protocol.ts';
import type { MediaFile } from '../channel.ts';
import type { WaMessage } from './message.ts';

/** The kinds whose files are ever opened: for each the family of its types, and the type of one that claims another. */
const OPENED: Partial<Record<Attachment, { readonly family: RegExp; readonly otherwise: string }>> = {
  voice: { family: /^audio\/[a-z0-9][a-z0-9.+-]{0,60}$/, otherwise: 'audio/ogg' },
  picture: { family: /^image\/[a-z0-9][a-z0-9.+-]{0,60}$/, otherwise: 'image/jpeg' },
  file: { family: /^[a-z]{1,20}\/[a-z0-9][a-z0-9.+-]{0,80}$/, otherwise: 'application/octet-stream' },
};

/** The file of a voice message, a picture or a document; undefined for everything else, and when WhatsApp keeps none. */
export function fileOf(message: WaMessage, media: Attachment): MediaFile | undefined {
  const opened = OPENED[media];
  if (!opened || !message.stored) return undefined;
  const claimed = message.mimetype.toLowerCase().split(';', 1).join('').trim();
  return {
    at: 'platform',
    reference: message.reference,
    type: opened.family.test(claimed) ? claimed : opened.otherwise,
    ...(message.size !== undefined && { size: message.size }),
    ...(media === 'voice' && message.seconds !== undefined && { seconds: message.seconds }),
  };
}
