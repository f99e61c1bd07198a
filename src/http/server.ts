/** One HTTP server for everything: pages, chat, desk, sign-in, webhooks, health. */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { ConfigError } from '../config.ts';
import type { Logger } from '../logger.ts';

export interface Listening {
  /** The port, which was chosen by the system when 0 was asked for. */
  readonly port: number;
  close(): Promise<void>;
}

/** Puts the parts together. An error that nobody expected is logged without its message and answered plainly. */
export function createApp(mount: (app: Hono) => void, log: Logger): Hono {
  const app = new Hono();
  const [withMicrophone, without] = [protecting(['self']), protecting([])];
  app.use((c, next) => (c.req.path === '/chat' ? withMicrophone : without)(c, next));
  mount(app);
  app.notFound((c) => c.json({ error: 'not_found' }, 404));
  app.onError((error, c) => {
    log.error({ error }, 'request failed');
    return c.json({ error: 'failed' }, 500);
  });
  return app;
}

/** What every answer tells the browser, unless it says something stricter itself. Only the chat page records voice messages; nobody needs a camera or a place. */
function protecting(microphone: string[]) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
    permissionsPolicy: { microphone, camera: [], geolocation: [], displayCapture: [] },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    overwrite: false,
  });
}

/** Listens; rejects with what to set when the port is taken. The application is made when the port is known. */
export function listen(createFor: (port: number) => Hono, host: string, port: number): Promise<Listening> {
  let app: Hono | undefined;
  return new Promise((done, failed) => {
    const fetch = (request: Request): Response | Promise<Response> => app?.fetch(request) ?? new Response(null, { status: 503 });
    const server = createAdaptorServer({ fetch }) as Server;
    server.once('error', (error: NodeJS.ErrnoException) => failed(new ConfigError([adviceFor(error, host, port)])));
    server.listen(port, host, () => {
      const bound = server.address();
      const chosen = bound && typeof bound === 'object' ? bound.port : port;
      app = createFor(chosen);
      done({ port: chosen, close: () => close(server) });
    });
  });
}

function adviceFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `PORT: ${port} is taken by another program; set PORT to another number`;
  return `HOST: cannot listen on ${host}:${port} (${error.code}); check HOST and PORT`;
}

/** Streams never end by themselves, so what is still open after a moment is cut. */
function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}
