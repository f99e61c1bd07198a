/** Messages of a person that were changed or taken back after they arrived. */
import { bytesArray } from './arrays.ts';
import type { Queryable } from './queryable.ts';

interface HeardSource {
  readonly row: number;
  readonly source: Buffer;
  readonly body: Buffer;
}

/** The messages of a conversation with these keyed hashes, worked or not. */
export async function findHeard(sql: Queryable, conversationId: string, sources: readonly Buffer[]): Promise<HeardSource[]> {
  return await sql<HeardSource[]>`
    select id::float8 as row, source_hash as source, body from inbox
    where conversation_id = ${conversationId} and kind = 'message' and source_hash = any(${bytesArray(sql, sources)}::bytea[])`;
}

/** Writes what messages say now over what they said. A change whose message is not known becomes a message itself. */
export async function rewriteHeard(
  sql: Queryable,
  conversationId: string,
  bodies: readonly { readonly row: number; readonly body: Buffer; readonly kind: 'message' | 'event' }[],
): Promise<void> {
  const sealed = bytesArray(
    sql,
    bodies.map(({ body }) => body),
  );
  await sql`
    update inbox set body = b.body, kind = b.kind
    from unnest(
      ${bodies.map(({ row }) => row)}::bigint[], ${sealed}::bytea[], ${bodies.map(({ kind }) => kind)}::text[]
    ) as b(row, body, kind)
    where inbox.id = b.row and inbox.conversation_id = ${conversationId}`;
}

/** Keeps the places of messages that were taken back before they came, so that they are never heard. */
export async function keepWithdrawn(
  sql: Queryable,
  conversationId: string,
  places: readonly { readonly source: Buffer; readonly body: Buffer }[],
): Promise<void> {
  if (places.length === 0) return;
  const sources = bytesArray(
    sql,
    places.map(({ source }) => source),
  );
  const bodies = bytesArray(
    sql,
    places.map(({ body }) => body),
  );
  await sql`
    insert into inbox (conversation_id, source_hash, kind, body, done_at)
    select ${conversationId}, p.source, 'event', p.body, now() from unnest(${sources}::bytea[], ${bodies}::bytea[]) as p(source, body)
    on conflict (source_hash) do nothing`;
}

/** Deletes kept media with all their bytes. */
export async function eraseMedia(sql: Queryable, conversationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from media where conversation_id = ${conversationId} and id = any(${ids as string[]}::uuid[])`;
}
