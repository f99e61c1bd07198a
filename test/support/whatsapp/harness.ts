import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, ChannelMemory, Inbound } from '../../../src/channels/channel.ts';
import type { Timings } from '../../../src/channels/whatsapp/timings.ts';
import { createWhatsApp, type WhatsAppSettings } from '../../../src/channels/whatsapp/whatsapp.ts';
import { ATTACHMENTS } from '../../../src/engine/protocol.ts';
import { createLogger } from '../../../src/logger.ts';
import type { Harness } from '../../contract/harness.ts';
import { startWhatsAppServer, type WhatsAppStandIn } from '../standins/whatsapp/server.ts';

/** The log that tests give to a channel: it says nothing. */
const silent = createLogger('silent');

/** Times that a test can wait for. What a platform on the loopback does not need is left out. */
const QUICK: Partial<Timings> = { ready: 20_000, firstWait: 100, longestWait: 1_000, catchUpAgain: 500, gap: 5, alias: 2_000 };

/** What a channel remembers, in a variable. */
export interface KeptMemory extends ChannelMemory {
  value: string | undefined;
}

/** A memory that keeps what it is given. */
export function keptMemory(): KeptMemory {
  const memory: KeptMemory = {
    value: undefined,
    read: async () => memory.value,
    async write(value) {
      memory.value = value;
    },
  };
  return memory;
}

/** The stand-in with one account's folder and memory, on which channels are made one after the other. */
export interface Account {
  readonly server: WhatsAppStandIn;
  readonly dataDir: string;
  readonly memory: KeptMemory;
  /** Another channel on the account. It is stopped at the end if it is not before. */
  channel(settings?: Partial<WhatsAppSettings>): Channel;
  /** Another channel, started and ready; a phone scans the code if it shows one. */
  ready(receive: (inbound: Inbound) => Promise<void>, settings?: Partial<WhatsAppSettings>): Promise<Channel>;
  /** Ends everything. Throws when a browser is left, or when one asked for another host. */
  close(): Promise<void>;
}

export async function openAccount(): Promise<Account> {
  const server = await startWhatsAppServer();
  const dataDir = mkdtempSync(join(tmpdir(), 'amaan-line-'));
  const memory = keptMemory();
  const made: Channel[] = [];
  const make: Account['channel'] = ({ timings, ...settings } = {}) => {
    const channel = createWhatsApp({
      account: 'main',
      dataDir,
      ...(process.env.CHROMIUM_PATH !== undefined && { chromiumPath: process.env.CHROMIUM_PATH }),
      // What an operator would set, and nothing else: the rest is ours.
      chromiumArgs: `--host-resolver-rules=MAP * 127.0.0.1:${server.port} --ignore-certificate-errors`,
      memory,
      log: silent,
      showCode: () => undefined,
      timings: { ...QUICK, ...timings },
      ...settings,
    });
    made.push(channel);
    return channel;
  };
  return {
    server,
    dataDir,
    memory,
    channel: make,
    async ready(receive, settings) {
      const channel = make(settings);
      if (!server.linked()) void server.scan();
      await channel.start(receive);
      return channel;
    },
    async close() {
      for (const channel of made) await channel.stop();
      const [left, strays] = [server.browsers(), server.strays()];
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (left.length > 0) throw new Error('a browser was left');
      if (strays.length > 0) throw new Error('another host was asked for');
    },
  };
}

/** The real WhatsApp channel in a real Chromium, on a WhatsApp Web of our own. */
export async function whatsappHarness(): Promise<Harness> {
  const account = await openAccount();
  const { server } = account;
  const last = new Map<string, string>();
  // Whoever starts the channel finds a phone that scans the code; a channel that is not started shows none.
  void server.scan();
  return {
    channel: account.channel(),
    people: ['amna', 'bano'],
    async say(person, text) {
      last.set(person, await server.receive(person, { kind: 'text', text }));
    },
    async pick(person, label) {
      const picked = server.sent(person).at(-1)?.options.includes(label);
      if (!picked) throw new Error('there is no such option');
      await server.receive(person, { kind: 'text', text: label });
    },
    async seen(person, atLeast) {
      await server.until(() => server.sent(person).length >= atLeast);
      return server.sent(person).map(({ text, options }) => ({ text, options }));
    },
    async attach(person, kind) {
      await server.receive(person, { kind });
    },
    async speak(person, bytes) {
      await server.receive(person, { kind: 'voice', bytes });
    },
    async change(person, text) {
      await server.receive(person, { kind: 'edit', of: last.get(person) ?? '', text });
    },
    async revoke(person) {
      await server.receive(person, { kind: 'delete', of: last.get(person) ?? '' });
    },
    attachments: ATTACHMENTS,
    files: true,
    failures: {
      unreachable: () => server.fault({ kind: 'refused', reason: 'unreachable' }),
      throttled: () => server.fault({ kind: 'refused', reason: 'throttled' }),
      rejected: () => server.fault({ kind: 'refused', reason: 'rejected' }),
      misconfigured: () => server.fault({ kind: 'refused', reason: 'misconfigured' }),
    },
    restart: async () => account.channel(),
    close: () => account.close(),
  };
}
