/** What the parts of a message look like when it is not text, one sample a kind. */
import type { Attachment } from '../../../src/engine/protocol.ts';

/** The content of a file that a person sent, for `getFile` and its download. */
export const FILE_BYTES = Buffer.from('what was sent');

/** A sample of each kind of attachment, as it stands in a message. */
export function mediaOf(kind: Attachment, fileId: string): object {
  const file = { file_id: fileId, file_unique_id: fileId, file_size: FILE_BYTES.length };
  const size = { width: 90, height: 90 };
  switch (kind) {
    case 'voice':
      return { voice: { ...file, duration: 1 } };
    case 'picture':
      return { photo: [{ ...file, ...size }] };
    case 'video':
      return { video: { ...file, ...size, duration: 1 } };
    case 'file':
      return { document: { ...file } };
    case 'sticker':
      return { sticker: { ...file, ...size, type: 'regular', is_animated: false, is_video: false } };
    case 'location':
      return { location: { latitude: 1, longitude: 1 } };
    case 'contact':
      return { contact: { phone_number: '0', first_name: 'Somebody' } };
    case 'unknown':
      return { dice: { emoji: '🎲', value: 1 } };
  }
}
