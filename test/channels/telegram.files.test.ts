import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, FetchError, type FetchFailure, LARGEST_FILE } from '../../src/channels/channel.ts';
import { clientOptions } from '../../src/channels/telegram/client.ts';
import { Files } from '../../src/channels/telegram/files.ts';
import { createTelegram } from '../../src/channels/telegram/telegram.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { silent, telegramOn } from '../support/telegram/harness.ts';

const CHAT = 501;

describe('fetching a file from Telegram', () => {
  let server: TelegramServer;
  let channel: Channel;

  beforeEach(async () => {
    server = await startTelegramServer();
    channel = telegramOn(server);
  });

  afterEach(() => server.close());

  async function whole(reference: string, from: Pick<Channel, 'fetch'> = channel): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of from.fetch?.(reference) ?? []) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** What a fetch threw, which must be nothing but why. */
  async function failure(reference: string, from: Pick<Channel, 'fetch'> = channel): Promise<FetchFailure> {
    const error: unknown = await whole(reference, from).catch((thrown: unknown) => thrown);
    if (!(error instanceof FetchError)) throw new Error('a fetch did not fail as one may');
    expect(error.cause).toBeUndefined();
    expect(error.message).not.toContain(reference);
    return error.reason;
  }

  test.each<[FetchFailure, number]>([
    ['unreachable', 500],
    ['unreachable', 502],
    ['throttled', 429],
    ['misconfigured', 401],
    ['gone', 400],
  ])('is %s when the question where it is is answered with %i', async (reason, status) => {
    const file = server.speak(CHAT, Buffer.from('sound'));
    server.fault({ method: 'getFile', status });
    expect(await failure(file)).toBe(reason);
    expect(await whole(file)).toEqual(Buffer.from('sound'));
  });

  test.each<[FetchFailure, number]>([
    ['unreachable', 503],
    ['throttled', 429],
    ['misconfigured', 401],
    ['gone', 404],
  ])('is %s when the download is answered with %i', async (reason, status) => {
    const file = server.speak(CHAT, Buffer.from('sound'));
    server.fault({ method: 'download', status });
    expect(await failure(file)).toBe(reason);
  });

  test.each(['before', 'after'] as const)('is unreachable when the line breaks %s the first bytes came', async (drop) => {
    const file = server.speak(CHAT, Buffer.alloc(100_000, 1));
    server.fault({ method: 'download', drop });
    expect(await failure(file)).toBe('unreachable');
  });

  test('is unreachable when nobody listens there', async () => {
    const away = createTelegram({ token: server.token, apiRoot: 'http://127.0.0.1:1', log: silent });
    expect(await failure('nowhere', away)).toBe('unreachable');
  });

  test('is gone when Telegram does not have it any more', async () => {
    const file = server.speak(CHAT, Buffer.from('sound'));
    server.lose(file);
    expect(await failure(file)).toBe('gone');
  });

  test('is too large beyond 16 MB, whatever was said of its size before', async () => {
    expect(LARGEST_FILE).toBe(16 * 1024 * 1024);
    const largest = server.speak(CHAT, Buffer.alloc(LARGEST_FILE));
    const tooLarge = server.speak(CHAT, Buffer.alloc(LARGEST_FILE + 1), { file_size: 5 });
    expect((await whole(largest)).length).toBe(LARGEST_FILE);
    expect(await failure(tooLarge)).toBe('too_large');
  });

  test('is too large, not gone, when Telegram itself gives no file of that size', async () => {
    const file = server.keep(Buffer.alloc(20 * 1024 * 1024 + 1));
    expect(await failure(file)).toBe('too_large');
    expect(server.calls('download')).toBe(0);
  });

  test.each(['getFile', 'download'])('is unreachable when %s takes longer than anybody waits', async (method) => {
    const file = server.speak(CHAT, Buffer.from('sound'));
    server.fault({ method, delay: 2_000 });
    expect(await failure(file, new Files(server.token, clientOptions(server.url), 100))).toBe('unreachable');
  });

  test('comes in pieces, and whoever stops reading ends the download', async () => {
    const file = server.keep(Buffer.alloc(LARGEST_FILE, 1));
    let pieces = 0;
    for await (const piece of channel.fetch?.(file) ?? []) {
      expect(piece.length).toBeLessThan(LARGEST_FILE);
      pieces += 1;
      if (pieces === 2) break;
    }
    expect(pieces).toBe(2);
    await server.until(() => server.busy() === 0);
  });

  test('never follows to another address, which would be told the token', async () => {
    const file = server.speak(CHAT, Buffer.from('sound'));
    server.fault({ method: 'download', status: 302, location: `${server.url}/bot${server.token}/elsewhere` });
    expect(await failure(file)).toBe('unreachable');
    expect(server.calls('elsewhere')).toBe(0);
  });
});
