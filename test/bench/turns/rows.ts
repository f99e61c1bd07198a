/** Rows that a turn writes, as the database itself counts them. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { contentOf, OPENING, ROUND_LENGTH } from './script.ts';
import { Stand } from './stand.ts';

const ROUNDS = 10;

/** Takes turns on a stand of its own: connections report what they wrote at the latest when they close. */
export async function rowsPerTurn(url: string, admin: Sql): Promise<number> {
  const turns = ROUNDS * ROUND_LENGTH;
  const address = randomUUID();
  const opening = await Stand.open(url);
  await opening.say(address, OPENING);
  await opening.close();
  const before = await rowsWritten(admin);
  const stand = await Stand.open(url);
  for (let turn = 0; turn < turns; turn += 1) await stand.say(address, contentOf(turn));
  await stand.close();
  return ((await rowsWritten(admin)) - before) / turns;
}

async function rowsWritten(admin: Sql): Promise<number> {
  const [row] = await admin<{ rows: number }[]>`
    select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 as rows from pg_stat_user_tables`;
  return row?.rows ?? 0;
}
