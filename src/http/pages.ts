/** The built pages, served as files. Nothing they need comes from anywhere else. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Whether `npm run build` has been run. */
export function pagesBuilt(): boolean {
  return existsSync(join(BUILT, 'chat', 'index.html')) && existsSync(join(BUILT, 'desk', 'index.html'));
}

/** `/chat`, `/desk`, `/desk/content`, `/desk/channels` and their assets; `/` leads to the chat. */
export function pageRoutes(): Hono {
  const root = relative(process.cwd(), BUILT);
  const page = (name: string) => serveStatic({ root, path: `${name}/index.html` });
  return new Hono()
    .get('/', (c) => c.redirect('/chat'))
    .get('/chat', page('chat'))
    .get('/desk', page('desk'))
    .get('/desk/content', page('desk'))
    .get('/desk/channels', page('desk'))
    .get(
      '/desk/push/worker.js',
      serveStatic({ root, path: 'push/worker.js', onFound: (_path, c) => c.header('Cache-Control', 'no-cache') }),
    )
    .get(
      '/assets/*',
      serveStatic({ root, onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable') }),
    );
}
