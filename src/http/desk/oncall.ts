/** Where associates are called when somebody urgent waits, over HTTP. */
import { Hono } from 'hono';
import { z } from 'zod';
import { askForCode, type PlacesParts, readPlaces, subscribe, tryOut, unlink, unsubscribe } from '../../oncall/places.ts';
import type { CodeView, OncallView, TestOutcome } from './api.ts';
import type { DeskEnv } from './guard.ts';
import { body, read } from './input.ts';

const endpoint = z.url().max(1_000);

/** A key as a browser writes it: base64url of so many bytes. */
const key = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+=*$/)
    .refine((text) => Buffer.from(text, 'base64url').length === bytes);
const subscription = z.object({ endpoint, keys: z.object({ p256dh: key(65), auth: key(16) }) });
const browser = z.object({ endpoint });

/** The routes below `/oncall`. */
export function oncallRoutes(parts: PlacesParts): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.get('/', async (c) => c.json<OncallView>(await readPlaces(parts, c.get('viewer'))));
  app.post('/browser', async (c) => {
    await subscribe(parts, c.get('viewer'), await body(c, subscription));
    return c.json({});
  });
  app.delete('/browser', async (c) => {
    await unsubscribe(parts, c.get('viewer'), (await body(c, browser)).endpoint);
    return c.json({});
  });
  app.post('/browser/test', async (c) => {
    const outcome = await tryOut(parts, c.get('viewer'), (await body(c, browser)).endpoint);
    return c.json<{ outcome: TestOutcome }>({ outcome });
  });
  app.post('/groups', async (c) => c.json<CodeView>(await askForCode(parts, c.get('viewer'))));
  app.delete('/groups/:id', async (c) => {
    await unlink(parts, c.get('viewer'), read(z.guid(), c.req.param('id')));
    return c.json({});
  });
  return app;
}
