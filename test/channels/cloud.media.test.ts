import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FetchError, type FetchFailure, LARGEST_FILE, type MediaFile } from '../../src/channels/channel.ts';
import { Files, isTheirs } from '../../src/channels/whatsappCloud/files.ts';
import { Graph } from '../../src/channels/whatsappCloud/graph.ts';
import type { WhatsAppCloud } from '../../src/channels/whatsappCloud/whatsappCloud.ts';
import { Received } from '../contract/received.ts';
import { cloudOn } from '../support/cloud/harness.ts';
import type { CloudStandIn } from '../support/standins/cloud/cloudStandIn.ts';
import type { Call } from '../support/standins/cloud/faults.ts';
import { startCloudStandIn } from '../support/standins/cloud/server.ts';
import type { Deed } from '../support/standins/standin.ts';

const AMNA = 'amna';
let standIn: CloudStandIn;
let channel: WhatsAppCloud;
let received: Received;

beforeEach(async () => {
  standIn = await startCloudStandIn();
  received = new Received();
  channel = cloudOn(standIn);
  await channel.start(received.receive);
});

afterEach(async () => {
  await channel.stop();
  expect(standIn.strays()).toEqual([]);
  await standIn.close();
});

/** What arrives when a person sends this. */
async function content(deed: Deed) {
  const before = received.taken.length;
  await standIn.receive(AMNA, deed);
  return (await received.atLeast(before + 1))[before]?.content;
}

async function sent(deed: Deed): Promise<Extract<MediaFile, { at: 'platform' }>> {
  const said = await content(deed);
  const file = said?.kind === 'attachment' ? said.file : undefined;
  if (file?.at !== 'platform') throw new Error('the message does not say where its file is');
  return file;
}

async function whole(pieces: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces ?? []) all.push(piece);
  return Buffer.concat(all);
}

/** What a fetch threw, which must be nothing but why. */
async function failure(reference: string, from: Pick<WhatsAppCloud, 'fetch'> | Files = channel): Promise<FetchFailure> {
  const error: unknown = await whole(from.fetch?.(reference)).catch((thrown: unknown) => thrown);
  if (!(error instanceof FetchError)) throw new Error('a fetch did not fail as one may');
  expect(error.cause).toBeUndefined();
  expect(error.message).not.toContain(reference);
  return error.reason;
}

test.each<[Deed, string]>([
  [{ kind: 'voice', type: 'audio/ogg; codecs=opus' }, 'audio/ogg'],
  [{ kind: 'voice', type: 'AUDIO/MPEG' }, 'audio/mpeg'],
  [{ kind: 'voice', type: 'text/html' }, 'audio/ogg'],
  [{ kind: 'picture', type: 'image/png' }, 'image/png'],
  [{ kind: 'picture', type: 'image/svg+xml' }, 'image/jpeg'],
  [{ kind: 'file', type: 'application/pdf' }, 'application/pdf'],
  [{ kind: 'file', type: 'a/b\r\nx: y' }, 'application/octet-stream'],
])('the type of a file is one that a browser may be told: %o', async (deed, type) => {
  expect(await sent(deed)).toMatchObject({ type });
});

test('a caption is what was said; the name of a document is not', async () => {
  expect(await content({ kind: 'picture', caption: 'this is he' })).toMatchObject({ caption: 'this is he' });
  expect(await content({ kind: 'file', name: 'proof.pdf', caption: 'my proof' })).toMatchObject({ caption: 'my proof' });
  expect(await content({ kind: 'file', name: 'proof.pdf' })).not.toHaveProperty('caption');
});

test('nothing is asked for when a file arrives, and it is streamed when it is wanted', async () => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7) % 251));
  const { reference } = await sent({ kind: 'file', bytes });
  expect([standIn.calls('media'), standIn.calls('download')]).toEqual([0, 0]);
  const pieces = channel.fetch?.(reference);
  expect(standIn.calls('media')).toBe(0);
  expect(await whole(pieces)).toEqual(bytes);
});

test('what is fetched is at most 16 MB, whatever was said of its size before', async () => {
  const fits = await sent({ kind: 'file', bytes: Buffer.alloc(LARGEST_FILE) });
  expect((await whole(channel.fetch?.(fits.reference))).length).toBe(LARGEST_FILE);
  const tooLarge = await sent({ kind: 'file', bytes: Buffer.alloc(LARGEST_FILE + 1) });
  expect(await failure(tooLarge.reference)).toBe('too_large');
  expect(standIn.calls('download')).toBe(1);
  standIn.belittle(tooLarge.reference, 5);
  expect(await failure(tooLarge.reference)).toBe('too_large');
});

describe('fetching fails as', () => {
  test.each<[FetchFailure, Call, number, number | undefined]>([
    ['unreachable', 'media', 500, 131000],
    ['unreachable', 'media', 502, undefined],
    ['throttled', 'media', 400, 80007],
    ['misconfigured', 'media', 401, 190],
    ['gone', 'media', 400, 100],
    ['gone', 'media', 400, 131052],
    ['unreachable', 'download', 503, undefined],
    ['throttled', 'download', 429, undefined],
    ['misconfigured', 'download', 401, undefined],
    ['gone', 'download', 404, undefined],
    ['gone', 'download', 400, undefined],
  ])('%s when %s is answered with %i, code %s', async (reason, at, status, code) => {
    const { reference } = await sent({ kind: 'voice' });
    standIn.rule({ at, status, ...(code !== undefined && { code }) });
    expect(await failure(reference)).toBe(reason);
    expect((await whole(channel.fetch?.(reference))).toString()).toBe('what was sent');
  });

  test.each(['before', 'after'] as const)('unreachable when the line breaks %s the first bytes', async (drop) => {
    const { reference } = await sent({ kind: 'voice', bytes: Buffer.alloc(100_000, 1) });
    standIn.rule({ at: 'download', drop });
    expect(await failure(reference)).toBe('unreachable');
  });

  test.each<Call>(['media', 'download'])('unreachable when %s takes longer than anybody waits', async (at) => {
    const { reference } = await sent({ kind: 'voice' });
    standIn.rule({ at, delay: 2_000 });
    const files = new Files(new Graph({ token: standIn.token, apiRoot: standIn.url }), standIn.numberId, 100);
    expect(await failure(reference, files)).toBe('unreachable');
  });

  test('gone when Meta does not have it any more, and when the reference is none', async () => {
    const { reference } = await sent({ kind: 'voice' });
    standIn.lose(reference);
    expect(await failure(reference)).toBe('gone');
    for (const none of ['../me', '..', 'a/b', 'https:x']) expect(await failure(none)).toBe('gone');
  });
});

test('nobody but Meta is asked for a file, so that nobody else is told the token', async () => {
  let asked = 0;
  const elsewhere = createServer((_request, response) => {
    asked += 1;
    response.end('what was sent');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const address = elsewhere.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/file`;
  const { reference } = await sent({ kind: 'voice' });
  const places = [
    url,
    'http://lookaside.fbsbx.com/x',
    'https://lookaside.fbsbx.com.example/x',
    'https://evilfbcdn.net/x',
    'file:///etc',
    'x',
  ];
  for (const place of places) {
    standIn.displace(reference, place);
    expect(await failure(reference)).toBe('gone');
  }
  standIn.displace(reference, `${new URL(standIn.url).origin}/media/${reference}`);
  standIn.rule({ at: 'download', status: 302, location: url });
  expect(await failure(reference)).toBe('unreachable');
  expect(asked).toBe(0);
  elsewhere.close();
});

test.each([
  ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', true],
  ['https://scontent.xx.fbcdn.net/v/1', true],
  ['https://mmg.whatsapp.net/v/1', true],
  ['https://graph.example/media/1', true],
  ['http://graph.example/media/1', false],
  ['https://graph.example:8443/media/1', false],
  ['http://mmg.whatsapp.net/v/1', false],
  ['https://mmg.whatsapp.net:444/v/1', false],
  ['https://mmg.whatsapp.net.example/v/1', false],
  ['https://notwhatsapp.net/v/1', false],
  ['https://mmg.whatsapp.net@elsewhere.example/v/1', false],
])('a file may be asked for at Meta and where the API is, and nowhere else: %s is %s', (url, theirs) => {
  expect(isTheirs(new URL(url), new URL('https://graph.example/v25.0/'))).toBe(theirs);
});
