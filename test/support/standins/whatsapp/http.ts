/** The HTTPS server that plays web.whatsapp.com: its page, the stream of events, files, and the calls of the page. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { selfSigned } from './certificate.ts';

const HOST = 'web.whatsapp.com';
const PAGE = join(import.meta.dirname, 'page');

/** Answers a request, or gives false when there is nothing at this address. */
export type Route = (url: URL, request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/** Starts the server on 127.0.0.1. `stray` hears of each host that was asked for and is not WhatsApp Web. */
export async function listen(
  port: number,
  route: Route,
  stray: (host: string) => void,
): Promise<{ server: Server; port: number }> {
  const check = (host: string | undefined): void => {
    if (host !== undefined && host !== HOST) stray(host);
  };
  const server = createServer({
    ...selfSigned(HOST),
    SNICallback: (name, callback) => {
      check(name);
      callback(null);
    },
  });
  server.on('tlsClientError', (error) => {
    if ('code' in error && error.code === 'ERR_SSL_HTTP_REQUEST') stray('http');
  });
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', `https://${HOST}`);
    check(request.headers.host);
    answer(url, request, response, route).catch(() => response.writeHead(500).end());
  });
  // Node would close an unused connection after 5 s, under a page that is about to use it again.
  server.keepAliveTimeout = 600_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

async function answer(url: URL, request: IncomingMessage, response: ServerResponse, route: Route): Promise<void> {
  if (await route(url, request, response)) return;
  const script = /^\/(?:page\/)?(\w+\.ts)$/.exec(url.pathname)?.[1];
  if (url.pathname === '/') send(response, 'text/html; charset=utf-8', readFileSync(join(PAGE, 'index.html'), 'utf8'));
  else if (url.pathname === '/frame') send(response, 'text/html', '<!doctype html><title>frame</title>');
  else if (script) send(response, 'text/javascript', scriptText(script));
  else response.writeHead(404).end();
}

/** A script of the page as a browser understands it. */
function scriptText(name: string): string {
  return stripTypeScriptTypes(readFileSync(join(PAGE, name), 'utf8'));
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

/** All that came with a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
