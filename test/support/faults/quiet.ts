import type { Sql } from 'postgres';
import type { FaultLine } from './line.ts';
import { poll } from './poll.ts';

/** So long nothing may change before what is missing counts as missing. Milliseconds; longer than a message that failed three times waits. */
const PATIENCE = 150_000;

/** How many messages are worked so far. */
export async function worked(sql: Sql): Promise<number> {
  const [row] = await sql<{ done: number }[]>`
    select count(*)::int as done from inbox where kind = 'message' and done_at is not null`;
  return row?.done ?? 0;
}

/** Resolves when so many messages are worked and nothing is on its way any more, or when nothing moves for too long. */
export async function quiet(sql: () => Sql, line: FaultLine, messages: number): Promise<void> {
  let last = '';
  let since = performance.now();
  const over = async (): Promise<boolean> => {
    const done = await worked(sql());
    const [row] = await sql()<{ open: number; out: number }[]>`
      select (select count(*)::int from inbox where done_at is null and parked_at is null and due_at < now() + interval '1 minute') as open,
        (select count(*)::int from outbox where state in ('waiting', 'sending', 'unknown')) as out`;
    const state = JSON.stringify([done, row, line.waiting()]);
    if (state !== last) since = performance.now();
    last = state;
    return done >= messages && row?.open === 0 && row.out === 0 && line.waiting() === 0;
  };
  await poll(over, () => performance.now() - since > PATIENCE);
}
