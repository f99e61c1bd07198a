/** What the parts of a message look like when it is not text, one sample a kind. */
import type { Attachment } from '../../../../src/engine/protocol.ts';

/** A file that somebody sent, as a message names it. `type` and `name` are what the phone claims, `size` in bytes. */
export interface SentFile {
  readonly id: string;
  readonly size: number;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
}

/** A sample of each kind of attachment, as it stands in a message. Nobody can call a bot: that throws. */
export function mediaOf(kind: Attachment, { id, size, type, name }: SentFile): object {
  const file = { file_id: id, file_unique_id: id, file_size: size };
  const typed = { ...file, ...(type !== undefined && { mime_type: type }), ...(name !== undefined && { file_name: name }) };
  const wide = { width: 900, height: 900 };
  switch (kind) {
    case 'voice':
      return { voice: { ...typed, duration: 7 } };
    case 'picture':
      return {
        photo: [
          { file_id: `${id}-small`, file_unique_id: `${id}-small`, width: 90, height: 90 },
          { ...file, ...wide },
        ],
      };
    case 'video':
      return { video: { ...typed, ...wide, duration: 1 } };
    case 'file':
      return { document: typed };
    case 'sticker':
      return { sticker: { ...file, ...wide, type: 'regular', is_animated: false, is_video: false } };
    case 'location':
      return { location: { latitude: 1, longitude: 1 } };
    case 'contact':
      return { contact: { phone_number: '0', first_name: 'Somebody' } };
    case 'poll':
      // As when somebody passes a poll on.
      return { poll: { id, question: 'Which one?', options: [], total_voter_count: 0, is_closed: false, type: 'regular' } };
    case 'call':
      throw new Error('nobody can call a bot on Telegram');
    case 'unknown':
      return { dice: { emoji: '🎲', value: 1 } };
  }
}
