/** The two kinds of message that are sound and nothing else: what was spoken into the phone, and a sound file. */
import type { Message } from 'grammy/types';
import type { VoiceFile } from '../channel.ts';

/** Where the sound of a message is; undefined when it has none, or when it has a picture as well. */
export function readVoice(message: Message): VoiceFile | undefined {
  if (message.video_note) return undefined;
  // Telegram records in one format only; a sound file has the type that its sender's program gave it.
  const found = message.voice
    ? { ...message.voice, type: 'audio/ogg' }
    : message.audio && { ...message.audio, type: typeOf(message.audio.mime_type) };
  if (!found?.file_id) return undefined;
  const { file_id: reference, file_size: size, duration: seconds, type } = found;
  return { at: 'platform', reference, type, ...(size !== undefined && { size }), ...(seconds !== undefined && { seconds }) };
}

/** A type that a browser takes for sound whatever the file claims to be, so that a page in disguise stays silent. */
function typeOf(claimed = ''): string {
  const type = claimed.toLowerCase();
  return /^audio\/[a-z0-9][a-z0-9.+-]{0,40}$/.test(type) ? type : 'audio/mpeg';
}
