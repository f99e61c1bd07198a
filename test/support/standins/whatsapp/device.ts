/** The real library in a real Chromium on the stand-in, with a record of everything that it says. */
import { EventEmitter, once } from 'node:events';
import sparticuz from '@sparticuz/chromium';
import whatsapp, { type Client, type Message } from 'whatsapp-web.js';
import type { WhatsAppStandIn } from './whatsAppStandIn.ts';

/** A message as it was when the library told of it. */
export interface Heard {
  readonly id: string;
  readonly from: string;
  readonly body: string;
  readonly message: Message;
}

/** A client that runs. `until` looks at its condition after each event of the library. */
export interface Device {
  readonly client: Client;
  /** The events in order, with what they carry when that is a word. */
  readonly events: readonly string[];
  readonly messages: readonly Heard[];
  until(condition: () => boolean): Promise<void>;
  /** Ends the client. Resolves when its browser is gone. */
  close(): Promise<void>;
}

const EVENTS = [
  'qr',
  'authenticated',
  'auth_failure',
  'ready',
  'disconnected',
  'change_state',
  'call',
  'message_create',
  'message_edit',
  'message_revoke_everyone',
  'message_reaction',
  'message_ciphertext',
  'message_ciphertext_failed',
];

/** How long the library waits, in milliseconds: for an answer of Chromium, and for the page to come up. */
export interface Patience {
  readonly protocol?: number;
  readonly page?: number;
}

/** Makes a client with the profile in `folder`; `initialize` starts it. */
export async function makeDevice(server: WhatsAppStandIn, folder: string, patience: Patience = {}): Promise<Device> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await sparticuz.executablePath());
  const args = server.chromiumArgs.split(/\s+(?=--)/);
  const client = new whatsapp.Client({
    authStrategy: new whatsapp.LocalAuth({ dataPath: folder }),
    webVersionCache: { type: 'none' },
    authTimeoutMs: patience.page ?? 0,
    puppeteer: { executablePath, headless: true, args, protocolTimeout: patience.protocol ?? 60_000 },
  });
  const happened = new EventEmitter().setMaxListeners(0);
  const events: string[] = [];
  const messages: Heard[] = [];
  const listen = (name: string, hear: (value: unknown) => void): void => {
    client.addListener(name, (value: unknown) => {
      hear(value);
      happened.emit('event');
    });
  };
  for (const name of EVENTS) {
    listen(name, (value) => void events.push(typeof value === 'string' && name !== 'qr' ? `${name} ${value}` : name));
  }
  client.on('message', (message) => {
    messages.push({ id: message.id._serialized, from: message.from, body: message.body, message });
    happened.emit('event');
  });
  client.on('message_ack', (message, ack) => {
    events.push(`ack ${ack} ${message.id._serialized}`);
    happened.emit('event');
  });
  return {
    client,
    events,
    messages,
    async until(condition) {
      while (!condition()) await once(happened, 'event');
    },
    async close() {
      const browser = client.pupBrowser?.process();
      await client.destroy();
      if (browser?.exitCode === null && browser.signalCode === null) await once(browser, 'exit');
    },
  };
}

/** Starts a client with this profile and waits until it is ready; links it if it has to be. */
export async function readyDevice(server: WhatsAppStandIn, folder: string, patience?: Patience): Promise<Device> {
  const device = await makeDevice(server, folder, patience);
  const ready = device.until(() => device.events.includes('ready'));
  const linked = server.linked();
  await device.client.initialize();
  if (!linked) await server.scan();
  await ready;
  return device;
}
