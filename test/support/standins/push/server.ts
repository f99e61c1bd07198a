/** A push service on the loopback, with browsers that can be woken through it. */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Subscription } from '../../../../src/oncall/push.ts';
import { createBrowser, type Wakening } from './browser.ts';

/** What goes wrong with the next call: a status in place of its work, the connection cut after its work, or sent on elsewhere. */
export type PushFault =
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly drop: 'after' }
  | { readonly location: string };

export interface PushServer {
  readonly url: string;
  /** A browser subscribes. */
  subscribe(): Subscription;
  /** What a browser was woken with, in order. */
  woken(subscription: Subscription): readonly Wakening[];
  /** The browser is gone: its address is not known any more. */
  leave(subscription: Subscription): void;
  /** How many calls came, faults and strange addresses included. */
  calls(): number;
  fault(fault: PushFault): void;
  /** Resolves when `condition` holds, which is looked at after everything that happens here. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Starts it on 127.0.0.1. */
export async function startPushServer(): Promise<PushServer> {
  const happened = new EventEmitter().setMaxListeners(0);
  const browsers = new Map<string, { browser: ReturnType<typeof createBrowser>; woken: Wakening[] }>();
  const faults: PushFault[] = [];
  let calls = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    calls += 1;
    const known = browsers.get(`${url}${request.url}`);
    const fault = faults.shift();
    if (fault && 'status' in fault) {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      return void response.writeHead(fault.status).end();
    }
    if (fault && 'location' in fault) return void response.writeHead(307, { location: fault.location }).end();
    if (!known) return void response.writeHead(410).end();
    known.woken.push(known.browser.read(request.headers, Buffer.concat(chunks)));
    if (fault) request.socket.destroy();
    else response.writeHead(201).end();
  }

  const server = createServer((request, response) => {
    handle(request, response)
      .catch(() => response.writeHead(400).end())
      .finally(() => happened.emit('change'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url,
    subscribe() {
      const endpoint = `${url}/browser/${browsers.size}`;
      const browser = createBrowser(endpoint);
      browsers.set(endpoint, { browser, woken: [] });
      return browser.subscription;
    },
    woken: ({ endpoint }) => [...(browsers.get(endpoint)?.woken ?? [])],
    leave: ({ endpoint }) => void browsers.delete(endpoint),
    calls: () => calls,
    fault: (fault) => void faults.push(fault),
    async until(condition) {
      while (!condition()) await once(happened, 'change');
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
