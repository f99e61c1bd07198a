import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inParts, inPieces, openParts, PART, sealPart } from '../../src/conversation/file.ts';
import { isShown, typeToKeep } from '../../src/conversation/fileKind.ts';
import { fileOf, PNG } from '../support/files.ts';
import { mp3, mp4, ogg, webm } from '../support/sounds.ts';

const someone = () => ({ conversationId: randomUUID(), key: randomBytes(32), id: randomUUID() });

async function* coming(bytes: Buffer, piece: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
}

async function partsOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for await (const part of inParts(pieces)) parts.push(part);
  return parts;
}

describe('a file in parts', () => {
  const bytes = randomBytes(2 * PART + 12_345);

  test.each([1_000, 65_536, PART - 1, PART, PART + 1, 3 * PART])(
    'is the same however it comes: %i bytes at a time',
    async (piece) => {
      const parts = await partsOf(coming(bytes, piece));
      expect(parts.map(({ length }) => length)).toEqual([PART, PART, 12_345]);
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
      expect([...inPieces(bytes)].every((piece, at) => parts[at]?.equals(piece))).toBe(true);
    },
  );

  test('has no empty part behind a full one, and none at all when nothing came', async () => {
    expect((await partsOf(coming(bytes.subarray(0, PART), 4_096))).map(({ length }) => length)).toEqual([PART]);
    expect(await partsOf(coming(Buffer.alloc(0), 1))).toEqual([]);
  });

  test('opens to what it was, and shows nothing of it before', () => {
    const owner = someone();
    const sealed = [...inPieces(bytes)].map((part, at) => sealPart(owner, at, part));
    expect(openParts(owner, sealed, bytes.length).equals(bytes)).toBe(true);
    expect(sealed.some((part) => part.includes(bytes.subarray(100, 132)))).toBe(false);
  });

  test('does not open with a part missing, parts that changed places, or as another file', () => {
    const owner = someone();
    const sealed = [...inPieces(bytes)].map((part, at) => sealPart(owner, at, part));
    const [first, second, third] = sealed as [Buffer, Buffer, Buffer];
    expect(() => openParts(owner, [first, second], bytes.length)).toThrow('missing');
    expect(() => openParts(owner, [], bytes.length)).toThrow('missing');
    expect(() => openParts(owner, [second, first, third], bytes.length)).toThrow();
    expect(() => openParts({ ...owner, id: randomUUID() }, sealed, bytes.length)).toThrow();
    expect(() => openParts({ ...owner, conversationId: randomUUID() }, sealed, bytes.length)).toThrow();
  });
});

describe('what a file is kept as', () => {
  test.each([
    ['Opus as Telegram and WhatsApp record', ogg(), 'audio/ogg'],
    ['MP3', mp3(), 'audio/mpeg'],
    ['a recording of an iPhone', fileOf('m4a'), 'audio/x-m4a'],
    ['a recording of an old phone', fileOf('amr'), 'audio/amr'],
    ['sound in the container of a film', mp4(), 'audio/mp4'],
    ['the same with its tracks out of sight', fileOf('film'), 'audio/mp4'],
    ['sound in WebM', webm(), 'audio/webm'],
    ['a film', mp4('', 'vide'), undefined],
    ['a film in WebM', webm('', 'V_VP8'), undefined],
    ['a picture', PNG, undefined],
    ['a page', fileOf('html'), undefined],
    ['a program', fileOf('program'), undefined],
  ])('a voice message that is %s', async (_, bytes, type) => {
    expect(await typeToKeep('voice', bytes)).toBe(type);
  });

  test.each([
    ['JPEG', fileOf('jpeg'), 'image/jpeg'],
    ['PNG', PNG, 'image/png'],
    ['WebP', fileOf('webp'), 'image/webp'],
    ['GIF', fileOf('gif'), 'image/gif'],
    ['SVG', fileOf('svg'), undefined],
    ['a page', fileOf('html'), undefined],
    ['a film', fileOf('film'), undefined],
    ['a program', fileOf('program'), undefined],
    ['a PDF', fileOf('pdf'), undefined],
  ])('a picture that is %s', async (_, bytes, type) => {
    expect(await typeToKeep('picture', bytes)).toBe(type);
  });

  test.each([
    ['a PDF', fileOf('pdf'), 'application/pdf'],
    ['a picture', PNG, 'image/png'],
    ['sound', ogg(), 'audio/ogg'],
    ['a program', fileOf('program'), 'application/x-msdownload'],
    ['SVG', fileOf('svg'), 'application/octet-stream'],
    ['a page', fileOf('html'), 'application/octet-stream'],
    ['words', Buffer.from('some words'), 'application/octet-stream'],
    ['a film', fileOf('film'), undefined],
  ])('a document that is %s', async (_, bytes, type) => {
    expect(await typeToKeep('file', bytes)).toBe(type);
  });

  test('only pictures that can hold no program are shown', () => {
    const types = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];
    expect(types.every(isShown)).toBe(true);
    expect(['image/svg+xml', 'text/html', 'application/xml', 'application/pdf', 'image/heic', '', null].some(isShown)).toBe(
      false,
    );
  });
});
