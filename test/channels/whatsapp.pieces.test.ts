/** The parts of the WhatsApp channel that need no browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Acks } from '../../src/channels/whatsapp/acks.ts';
import { chromiumArgs, findChromium } from '../../src/channels/whatsapp/chromium.ts';
import { endingOf } from '../../src/channels/whatsapp/endings.ts';
import { toSendError } from '../../src/channels/whatsapp/failures.ts';
import { footprint } from '../../src/channels/whatsapp/footprint.ts';
import { endOrphans } from '../../src/channels/whatsapp/orphans.ts';
import { Watermark } from '../../src/channels/whatsapp/watermark.ts';
import { TimeUp } from '../../src/channels/whatsapp/within.ts';
import { createLogger } from '../../src/logger.ts';
import { type KeptMemory, keptMemory } from '../support/whatsapp/harness.ts';

describe('the watermark', () => {
  const NOW = Math.floor(Date.now() / 1_000);
  const LINKED = NOW - 1_000;
  const on = (memory: KeptMemory) =>
    new Watermark({ memory, stopping: new AbortController().signal, log: createLogger('silent') });

  async function reached(memory: KeptMemory, account = 'me'): Promise<number | undefined> {
    return (await on(memory).begin(account, NOW))?.received;
  }

  test('begins where the account was linked, and is kept for that account alone', async () => {
    const memory = keptMemory();
    const watermark = on(memory);
    expect(await watermark.begin('me', LINKED)).toMatchObject({ linked: LINKED, received: LINKED });
    await watermark.settle();
    expect(await on(memory).begin('me', NOW)).toMatchObject({ linked: LINKED, received: LINKED });
    expect(await on(memory).begin('another', NOW)).toMatchObject({ linked: NOW, received: NOW });
    expect(memory.value).not.toContain('me"');
  });

  test('never passes what is still open, in whichever order the rest is received', async () => {
    const memory = keptMemory();
    const watermark = on(memory);
    await watermark.begin('me', LINKED);
    for (const [id, t] of [
      ['a', 10],
      ['b', 20],
      ['c', 30],
    ] as const)
      watermark.open(id, LINKED + t);
    watermark.close('c');
    await watermark.settle();
    expect(await reached(memory)).toBe(LINKED + 10);
    watermark.close('a');
    await watermark.settle();
    expect(await reached(memory)).toBe(LINKED + 20);
    watermark.close('b');
    await watermark.settle();
    expect(await reached(memory)).toBe(LINKED + 30);
  });

  test('goes neither back nor into the future, and a close of what was never open is none', async () => {
    const memory = keptMemory();
    const watermark = on(memory);
    await watermark.begin('me', LINKED);
    for (const [id, t] of [
      ['late', LINKED + 50],
      ['old', LINKED - 500],
      ['mad', NOW * 2],
    ] as const) {
      watermark.open(id, t);
      watermark.close(id);
      watermark.close(id);
    }
    await watermark.settle();
    expect(await reached(memory)).toBe(LINKED + 50);
  });

  test('takes a memory that makes no sense for an empty one', async () => {
    for (const value of ['', '{', '[]', 'null', '{"account":5}']) {
      const memory = keptMemory();
      memory.value = value;
      expect(await reached(memory)).toBe(NOW);
    }
  });
});

describe('confirmations', () => {
  test('are known before, while and after they are asked for', async () => {
    const acks = new Acks();
    acks.note('before', 1);
    expect(await acks.of('before', 0, 1)).toBe('sent');
    const asked = acks.of('while', 0, 10_000);
    acks.note('while', -1);
    expect(await asked).toBe('refused');
    expect(await acks.of('own', 2, 1)).toBe('sent');
    expect(await acks.of('never', 0, 1)).toBe('unknown');
    expect(acks.pointless).toBe(false);
  });

  test('are not waited for on a page that never gave one, until it does', async () => {
    const acks = new Acks();
    expect([await acks.of('first', 0, 1), acks.pointless]).toEqual(['unknown', true]);
    expect(await acks.of('second', 0, 60_000)).toBe('sent');
    acks.note('first', 1);
    expect([await acks.of('third', 0, 1), acks.pointless]).toEqual(['unknown', false]);
  });
});

test('arguments for the browser may have blanks in their values', async () => {
  const args = chromiumArgs('  --host-resolver-rules=MAP * 127.0.0.1:8443 --ignore-certificate-errors ', true);
  expect(args.slice(-2)).toEqual(['--host-resolver-rules=MAP * 127.0.0.1:8443', '--ignore-certificate-errors']);
  expect(chromiumArgs('', true)).not.toContain('');
  expect([chromiumArgs('', true).includes('--no-sandbox'), chromiumArgs('', false).includes('--no-sandbox')]).toEqual([
    false,
    true,
  ]);
  expect(await findChromium('/my/chromium')).toBe('/my/chromium');
});

test.for([
  ['auth timeout', 'no_answer'],
  [new Error('net::ERR_NAME_NOT_RESOLVED at https://web.whatsapp.com/'), 'unreachable'],
  [new Error('Failed to launch the browser process!'), 'no_browser'],
  [Object.assign(new Error('permission denied'), { code: 'EACCES' }), 'storage'],
  [new Error('Target closed'), 'browser_died'],
] as const)('a start that fails with %s ends as %s', ([error, ending]) => {
  expect(endingOf(error)).toBe(ending);
});

test.for([
  [new TimeUp(), 'unreachable', true],
  [new Error('Protocol error (Runtime.callFunctionOn): Target closed'), 'unreachable', true],
  [new Error('Execution context was destroyed, most likely because of a navigation.'), 'unreachable', true],
  [new TypeError("Cannot read properties of undefined (reading 'x')"), 'unreachable', true],
  ['rate-overlimit', 'throttled', false],
  [new Error('No LID for user'), 'rejected', false],
] as const)('a send that fails with %s is %s, maybe sent: %s', ([error, reason, maybeSent]) => {
  expect(toSendError(error)).toMatchObject({ reason, maybeSent });
});

test('only a process on this profile is ended, and what it left is removed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-profile-'));
  const wait = ['-e', 'setInterval(() => {}, 1000)', '--'];
  const ours = spawn(process.execPath, [...wait, `--user-data-dir=${folder}`], { stdio: 'ignore' });
  const other = spawn(process.execPath, [...wait, `--user-data-dir=${folder}-2`], { stdio: 'ignore' });
  await Promise.all([once(ours, 'spawn'), once(other, 'spawn')]);
  symlinkSync('host-1', join(folder, 'SingletonLock'));
  const ended = once(ours, 'exit');
  expect(await endOrphans(folder)).toBe(1);
  await ended;
  expect(await readdir(folder)).toEqual([]);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
  expect(await footprint(other.pid ?? 0)).toBeGreaterThan(1_000_000);
  other.kill('SIGKILL');
  await once(other, 'exit');
  rmSync(folder, { recursive: true });
});
