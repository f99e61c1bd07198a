/** The HTTP side: the chat page, the desk, signing in, webhooks and health, as far as this process serves them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Hono } from 'hono';
import { missingMigrations } from '../../db/migrate.ts';
import type { Receiver } from '../conversation/receive.ts';
import { type Auth, createAuth } from '../desk/auth.ts';
import { authRoutes } from '../http/auth.ts';
import { chatRoutes } from '../http/chat/chatRoutes.ts';
import { deskRoutes } from '../http/desk/routes.ts';
import { type Check, healthRoutes } from '../http/health.ts';
import { pageRoutes } from '../http/pages.ts';
import { createApp } from '../http/server.ts';
import { nameIn } from '../profile.ts';
import type { RunningChannel } from './channels.ts';
import type { Foundation } from './foundation.ts';
import type { Hook } from './makers.ts';
import type { OncallSide } from './oncall.ts';

/** Whoever asks how we are wants to know it now. Milliseconds. */
const PROMPT = 2_000;

interface DeskSide {
  readonly receiver: Receiver;
  readonly channels: readonly Pick<RunningChannel, 'name' | 'account' | 'fetch' | 'health'>[];
  readonly webhooks: readonly Hook[];
  readonly oncall: Pick<OncallSide, 'places'>;
  /** Ends the open streams. */
  readonly stopping: AbortSignal;
  readonly servesPages: boolean;
}

/** Where people reach this installation. */
export function publicUrl({ config }: Foundation, port: number = config.PORT): string {
  return config.PUBLIC_URL ?? `http://${config.HOST}:${port}`;
}

/** Signing in, as the desk and the commands use it. */
export function deskAuth(foundation: Foundation, port?: number): Auth {
  const baseUrl = publicUrl(foundation, port);
  return createAuth({ ...foundation, secret: foundation.secretFor('sessions'), baseUrl, trustedOrigins: origins(baseUrl) });
}

/** The whole application for one process. `port` is the one it listens on. */
export function deskApp(foundation: Foundation, side: DeskSide, port: number): Hono {
  const { profile, texts, log } = foundation;
  const baseUrl = publicUrl(foundation, port);
  const auth = deskAuth(foundation, port);
  const names = Object.fromEntries(texts.languages.map(({ id }) => [id, nameIn(profile.name, texts, id)]));
  const chatProfile = { names, phone: profile.phone, quickExit: profile.quickExit };
  return createApp((app) => {
    app.route(
      '/',
      healthRoutes(() => checks(foundation, side.channels)),
    );
    for (const { methods, path, answer } of side.webhooks) app.on([...methods], path, (c) => answer(c.req.raw));
    if (!side.servesPages) return;
    app.route('/api/auth', authRoutes({ ...foundation, auth, trustedOrigins: origins(baseUrl) }));
    app.route(
      '/api/chat',
      chatRoutes({ ...foundation, ...side, profile: chatProfile, secureCookie: baseUrl.startsWith('https:') }),
    );
    app.route(
      '/api/desk',
      deskRoutes({ ...foundation, ...side, oncall: side.oncall.places(baseUrl), auth, trustedOrigins: origins(baseUrl) }),
    );
    app.route('/', pageRoutes());
  }, log);
}

/** The same page under the names by which a machine calls itself. */
function origins(baseUrl: string): string[] {
  const { origin, hostname } = new URL(baseUrl);
  return hostname === '127.0.0.1' ? [origin, origin.replace('127.0.0.1', 'localhost')] : [origin];
}

async function checks({ database, log }: Foundation, channels: DeskSide['channels']): Promise<readonly Check[]> {
  const late = pause(PROMPT, undefined, { ref: false }).then(() => {
    throw new Error('the database does not answer in time');
  });
  const missing = await Promise.race([missingMigrations(database), late]).catch((error: unknown) => {
    log.warn({ error }, 'database does not answer');
    return null;
  });
  return [
    { name: 'database', ok: missing !== null, ...(missing === null ? { advice: 'the database does not answer' } : {}) },
    { name: 'migrations', ok: missing === 0 },
    ...channels.map((channel) => {
      const { state, advice } = channel.health();
      return { name: channel.name, ok: state === 'ready', ...(advice ? { advice } : {}) };
    }),
  ];
}
