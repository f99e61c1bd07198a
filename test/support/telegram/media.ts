/** What the parts of a message look like when it is not text, one sample a kind, and how its file is downloaded. */
import type { ServerResponse } from 'node:http';
import type { Attachment } from '../../../src/engine/protocol.ts';
import type { FaultRule } from './faults.ts';

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

/** Answers a download: plain HTTP, without the envelope of a method, and without saying before how much will come. */
export function sendFile(response: ServerResponse, bytes: Buffer | undefined, fault?: FaultRule): void {
  if (fault && 'drop' in fault && fault.drop === 'before') return void response.socket?.destroy();
  if (fault && 'status' in fault) {
    return void response.writeHead(fault.status, fault.location ? { location: fault.location } : {}).end();
  }
  if (!bytes) return void response.writeHead(404).end();
  response.writeHead(200);
  const half = Math.floor(bytes.length / 2);
  response.write(bytes.subarray(0, half));
  if (fault && 'drop' in fault) response.socket?.destroy();
  else response.end(bytes.subarray(half));
}
