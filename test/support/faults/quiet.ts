import type { Sql } from 'postgres';
import { poll } from './poll.ts';

/** So long nothing may change before what is missing counts as missing. Milliseconds; longer than a message that failed three times waits. */
const PATIENCE = 150_000;

/** Resolves when as many messages are worked as were sent and nothing is on its way any more, or when nothing moves for too long. */
export async function quiet(sql: () => Sql, { events, waiting }: { events: () => number; waiting: () => number }): Promise<void> {
  let last = '';
  let since = performance.now();
  const done = async (): Promise<boolean> => {
    const [row] = await sql()<{ done: number; open: number; out: number }[]>`
      select (select count(*)::int from inbox where kind = 'message' and done_at is not null) as done,
        (select count(*)::int from inbox where done_at is null and parked_at is null and due_at < now() + interval '1 minute') as open,
        (select count(*)::int from outbox where state in ('waiting', 'sending', 'unknown')) as out`;
    const state = JSON.stringify([row, waiting()]);
    if (state !== last) since = performance.now();
    last = state;
    return row !== undefined && row.done >= events() && row.open === 0 && row.out === 0 && waiting() === 0;
  };
  await poll(done, () => performance.now() - since > PATIENCE);
}
