/** Whether the process is alive, and whether it can do its work. Neither says anything about a person. */
import { Hono } from 'hono';

/** One thing that has to work, and what to do when it does not. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly advice?: string;
}

/** `/healthz` answers as long as the process runs; `/readyz` is 503 while a part cannot work. */
export function healthRoutes(checks: () => Promise<readonly Check[]>): Hono {
  return new Hono()
    .get('/healthz', (c) => c.json({ alive: true }))
    .get('/readyz', async (c) => {
      const results = await checks();
      const ready = results.every((check) => check.ok);
      return c.json({ ready, checks: results }, ready ? 200 : 503);
    });
}
