/** Sounds as small as they can be and still be what they are, each with bytes of the test's own inside. */

/** A first page of Ogg that begins a stream of Opus, as Telegram and Firefox record. */
export function ogg(payload = ''): Buffer {
  const head = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1');
  const page = Buffer.concat([Buffer.from('OggS\0\x02', 'latin1'), Buffer.alloc(20), Buffer.from([1, head.length]), head]);
  return Buffer.concat([page, Buffer.from(payload)]);
}

/** WebM as Chromium records it. `codec` is that of its only track. */
export function webm(payload = '', codec = 'A_OPUS'): Buffer {
  const head = Buffer.from(
    `\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm\x18\x53\x80\x67\x86${String.fromCharCode(0x80 + codec.length)}`,
    'latin1',
  );
  return Buffer.concat([head, Buffer.from(codec), Buffer.from(payload)]);
}

/** MP4 as Safari records it. `handler` is that of its only track. */
export function mp4(payload = '', handler = 'soun'): Buffer {
  const type = Buffer.from('\0\0\0\x10ftypmp42\0\0\0\0', 'latin1');
  const track = Buffer.from(`\0\0\0\x20hdlr\0\0\0\0\0\0\0\0${handler}`, 'latin1');
  return Buffer.concat([type, Buffer.from(payload), track, Buffer.alloc(12)]);
}

/** Two frames of MP3: 128 kbit/s at 44.1 kHz are 417 bytes each. */
export function mp3(payload = ''): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000);
  return Buffer.concat([frame, frame, Buffer.from(payload)]);
}
