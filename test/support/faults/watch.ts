/** Notes in the database what becomes of each row while programs come and go; the program knows nothing of it. */
import type { Sql } from 'postgres';

/** Begins to note. */
export async function watchRows(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create table if not exists fault_watch (source text not null, row_id bigint not null, what text not null);
    create or replace function fault_watch_inbox() returns trigger language plpgsql as $$
      begin
        if old.done_at is null and new.done_at is not null then insert into fault_watch values ('inbox', new.id, 'done'); end if;
        return new;
      end $$;
    create or replace trigger fault_watch after update on inbox for each row execute function fault_watch_inbox();
    create or replace function fault_watch_outbox() returns trigger language plpgsql as $$
      begin
        if new.state = 'unknown' and old.state <> 'unknown' then insert into fault_watch values ('outbox', new.id, 'unknown'); end if;
        if new.state = 'sent' and new.attempts = old.attempts then insert into fault_watch values ('outbox', new.id, 'found'); end if;
        return new;
      end $$;
    create or replace trigger fault_watch after update on outbox for each row execute function fault_watch_outbox();`);
}

/** What was noted: messages whose turn was committed more than once, and answers that were lost and found again. */
export async function whatWasNoted(sql: Sql): Promise<{ twice: number; found: number }> {
  const [noted] = await sql<{ twice: number; found: number }[]>`
    select
      (select count(*)::int from (select 1 from fault_watch where what = 'done' group by row_id having count(*) > 1) as rows) as twice,
      (select count(distinct row_id)::int from fault_watch where what = 'found') as found`;
  return noted ?? { twice: 0, found: 0 };
}

/**
 * Time passes for messages of which a platform cannot tell what became of them: what the program asks again for ten minutes
 * is given up at once. Gives how many.
 */
export async function loseHope(sql: Sql): Promise<number> {
  const given = await sql`
    update outbox set handed_at = handed_at - interval '11 minutes'
    where state = 'unknown' and handed_at between now() - interval '10 minutes' and now() - interval '5 seconds' returning 1`;
  return given.length;
}
