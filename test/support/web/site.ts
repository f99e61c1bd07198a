/** The chat's API as people reach it: real parts, served on loopback. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Database } from '../../../db/client.ts';
import { openSignals, type Signals } from '../../../db/signals.ts';
import { wakeIdOf } from '../../../src/channels/web/place.ts';
import { systemClock } from '../../../src/clock.ts';
import { createReceiver, type Receiver } from '../../../src/conversation/receive.ts';
import type { Said } from '../../../src/effects/said.ts';
import { chatRoutes } from '../../../src/http/chat/chatRoutes.ts';
import type { ChatProfile } from '../../../src/http/chat/shape.ts';
import { createLogger } from '../../../src/logger.ts';
import { Keyring, sealJson } from '../../../src/privacy/keyring.ts';
import { Vault } from '../../../src/privacy/vault.ts';

export const PROFILE: ChatProfile = {
  names: { en: 'A helpline', ur: 'ہیلپ لائن', 'ur-Latn': 'Helpline' },
  phone: '000',
  quickExit: 'https://weather.example',
};

interface Choices {
  /** Shared by the processes of one installation. */
  readonly keyring?: Keyring;
  readonly secureCookie?: boolean;
  /** Takes what is posted in place of the inbox. */
  readonly receiver?: Pick<Receiver, 'message'>;
}

/** One process of an installation. */
export class Site {
  readonly url: string;
  readonly signals: Signals;
  readonly vault: Vault;
  readonly database: Database;
  readonly #server: Server;

  constructor(parts: { url: string; signals: Signals; vault: Vault; database: Database; server: Server }) {
    this.url = parts.url;
    this.signals = parts.signals;
    this.vault = parts.vault;
    this.database = parts.database;
    this.#server = parts.server;
  }

  async conversationOf(address: string): Promise<string> {
    return (await this.vault.at('web', 'page', address)).id;
  }

  /** Says something to a person, as a turn and the channel do: the row first, the wake-ups after. `quietly` loses them. */
  async tell(
    address: string,
    text: string,
    more: Partial<Pick<Said, 'marks' | 'options' | 'asked'>> & { quietly?: boolean } = {},
  ) {
    const { id, key } = await this.vault.at('web', 'page', address);
    const { marks, options = [], asked = '' } = more;
    const said: Said = { text, ...(marks && { marks }), options, asked };
    const body = sealJson(key, 'outbox', id, said);
    await this.database.sql`
      insert into outbox (conversation_id, channel, account, author, body) values (${id}, 'web', 'page', 'bot', ${body})`;
    if (more.quietly) return;
    this.signals.notify('chat', id);
    this.signals.notify('chat', wakeIdOf(address));
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    await this.signals.close();
  }
}

export async function openSite(database: Database, choices: Choices = {}): Promise<Site> {
  const keyring = choices.keyring ?? new Keyring(randomBytes(32));
  const signals = await openSignals(database.sql, () => {});
  const vault = new Vault({ database, keyring, clock: systemClock });
  const receiver = { ...createReceiver({ database, keyring, vault, signals, clock: systemClock }), ...choices.receiver };
  const secureCookie = choices.secureCookie ?? false;
  const routes = chatRoutes({ receiver, database, vault, signals, profile: PROFILE, secureCookie, log: createLogger('silent') });
  const server = serve({ fetch: new Hono().route('/api/chat', routes).fetch, hostname: '127.0.0.1', port: 0 });
  if (!(server instanceof Server)) throw new Error('the site is served over plain http');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return new Site({ url: `http://127.0.0.1:${port}`, signals, vault, database, server });
}
