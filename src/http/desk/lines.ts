/** How the channels stand, over HTTP. */
import { Hono } from 'hono';
import { readChannels } from '../../desk/lines.ts';
import type { DeskParts } from '../../desk/parts.ts';
import type { LinesAnswer } from './api.ts';
import type { DeskEnv } from './guard.ts';

/** The routes below `/lines`. */
export function lineRoutes(parts: DeskParts): Hono<DeskEnv> {
  return new Hono<DeskEnv>().get('/', async (c) => c.json<LinesAnswer>({ lines: await readChannels(parts, c.get('viewer')) }));
}
