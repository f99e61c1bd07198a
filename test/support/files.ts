/** Files as small as they can be and still be what they are, each with bytes of the test's own inside. */
import { crc32, deflateSync } from 'node:zlib';

const START = {
  jpeg: '\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0',
  gif: 'GIF89a\x01\0\x01\0\0\0\0',
  webp: 'RIFF\x40\0\0\0WEBPVP8 ',
  pdf: '%PDF-1.4\n',
  zip: 'PK\x03\x04\x14\0\0\0\0\0',
  program: 'MZ\x90\0\x03\0\0\0',
  svg: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  html: '<!doctype html><html><script>alert(1)</script></html>',
  amr: '#!AMR\n',
  heic: '\0\0\0\x18ftypheic\0\0\0\0heicmif1',
  m4a: '\0\0\0\x18ftypM4A \0\0\0\0M4A isom',
  film: '\0\0\0\x18ftypisom\0\0\0\0isommp42',
} as const;

/** A file of that kind. A `film` is also what many phones record sound into; what it holds is told by what follows. */
export function fileOf(kind: keyof typeof START, payload = ''): Buffer {
  return Buffer.concat([Buffer.from(START[kind], 'latin1'), Buffer.from(payload, 'latin1'), Buffer.alloc(600)]);
}

/** A red picture that a browser can show. */
export function png(width: number, height: number): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([200, 40, 40]))]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const chunks = [chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

/** The smallest of them. */
export const PNG = png(1, 1);

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const whole = Buffer.concat([Buffer.alloc(4), named, Buffer.alloc(4)]);
  whole.writeUInt32BE(data.length, 0);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
