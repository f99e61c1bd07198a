/** The pool on a line that is cut again and again while it is in use. */
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { createDatabase } from '../support/database.ts';
import { startWire } from '../support/wire.ts';

const CUTS = 6;
/** More than the pool has connections, so that some queries wait in line when it breaks. */
const ASKING = 40;

test('every query gets an answer or an error, however the line breaks, and afterwards all connections work', async () => {
  const { url } = await createDatabase();
  const wire = await startWire(Number(new URL(url).port));
  const through = new URL(url);
  through.port = String(wire.port);
  const { sql, close } = connect(through.href);
  onTestFinished(async () => {
    await close();
    await wire.close();
  });
  let errors = 0;
  let asking = true;
  const ask = async (): Promise<void> => {
    while (asking) {
      await sql`select 1`.catch(() => {
        errors += 1;
      });
      await turn();
    }
  };
  const asked = Array.from({ length: ASKING }, ask);
  for (let cut = 0; cut < CUTS; cut += 1) {
    await together(sql);
    await wire.cut();
    await pause(50);
    await wire.mend();
    await sql`select 1`.catch(() => {});
  }
  asking = false;
  await Promise.all(asked);
  expect(errors).toBeGreaterThan(CUTS);
  expect(await together(sql)).toBe(ASKING);
}, 30_000);

/** Asks so much at once that every connection of the pool is made; resolves to the number of answers. */
async function together(sql: Sql): Promise<number> {
  const asked = Array.from({ length: ASKING }, () => sql`select pg_sleep(0.02)`.catch(() => undefined));
  return (await Promise.all(asked)).filter((rows) => rows !== undefined).length;
}
