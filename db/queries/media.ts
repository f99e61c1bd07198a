/** Media of persons: what is to be fetched, what is kept, and giving it back, sealed as it is. */
import type { KeptKind, MediaState } from '../schema/media.ts';
import { bytesArray } from './arrays.ts';
import type { InboxRow } from './inbox.ts';
import type { Queryable } from './queryable.ts';

/** A file that came with a message: in hand with its sealed parts, or with the sealed reference under which its platform keeps it. */
export type MediaRow = { readonly id: string; readonly kind: KeptKind } & (
  | { readonly parts: readonly Buffer[]; readonly size: number; readonly type: string; readonly digest: Buffer }
  | { readonly reference: Buffer }
);

/** Inserts a message and the file that belongs to it, both or neither; when the message was there already, neither. */
export async function insertWithMedia(sql: Queryable, message: InboxRow, media: MediaRow): Promise<void> {
  const { conversationId, sourceHash, kind, body } = message;
  const at = message.at.toISOString();
  const { parts = [], size = 0, type = null, digest = null } = 'parts' in media ? media : {};
  const reference = 'reference' in media ? media.reference : null;
  const state: MediaState = reference ? 'waiting' : 'stored';
  await sql`
    with message as (
      insert into inbox (conversation_id, source_hash, kind, body, received_at, due_at)
      values (${conversationId}, ${sourceHash}, ${kind}, ${body}, ${at}, ${at})
      on conflict (source_hash) do nothing returning conversation_id, received_at
    ), kept as (
      insert into media (id, conversation_id, kind, state, reference, type, size, digest, due_at, received_at)
      select ${media.id}::uuid, conversation_id, ${media.kind}, ${state}, ${reference}::bytea, ${type}::text, ${size}::int, ${digest}::bytea,
        received_at, received_at from message
      returning id
    )
    insert into media_parts (media_id, part, body)
    select kept.id, p.position - 1, p.body from kept, unnest(${bytesArray(sql, parts)}::bytea[]) with ordinality as p(body, position)`;
}

/** A file that waits to be fetched. `reference` is sealed. */
export interface WaitingMedia {
  readonly id: string;
  readonly conversationId: string;
  readonly dataKey: Buffer;
  readonly kind: KeptKind;
  readonly reference: Buffer;
  readonly attempts: number;
}

/** Files of a channel account that are due to be fetched, oldest first. */
export async function dueMedia(
  sql: Queryable,
  { name, account }: { readonly name: string; readonly account: string },
  now: Date,
  limit: number,
): Promise<WaitingMedia[]> {
  return await sql<WaitingMedia[]>`
    select m.id, m.conversation_id as "conversationId", c.data_key as "dataKey", m.kind, m.reference, m.attempts
    from media m join conversations c on c.id = m.conversation_id
    where m.state = 'waiting' and m.due_at <= ${now.toISOString()} and c.channel = ${name} and c.account = ${account}
    order by m.due_at, m.id limit ${limit}`;
}

/** Keeps one part, in the order of the file. A part that was kept by an earlier attempt is written over. */
export async function keepPart(sql: Queryable, id: string, part: number, body: Buffer): Promise<void> {
  await sql`
    insert into media_parts (media_id, part, body) select id, ${part}, ${body} from media where id = ${id}
    on conflict (media_id, part) do update set body = excluded.body`;
}

/** Notes that a file is kept whole, in so many parts; what an earlier attempt left behind them goes. */
export async function markStored(
  sql: Queryable,
  id: string,
  file: { readonly type: string; readonly size: number; readonly digest: Buffer; readonly parts: number },
): Promise<void> {
  await sql`
    with surplus as (delete from media_parts where media_id = ${id} and part >= ${file.parts})
    update media set state = 'stored', reference = null, reason = null, type = ${file.type}, size = ${file.size}, digest = ${file.digest}
    where id = ${id}`;
}

/** Notes that a file could not be fetched: for good, or to be tried again at `dueAt`. `counts` as one of its attempts. Nothing of it is left. */
export async function markNotFetched(
  sql: Queryable,
  id: string,
  { reason, dueAt, counts }: { reason: string; dueAt: Date | null; counts: boolean },
): Promise<void> {
  const at = dueAt?.toISOString() ?? null;
  await sql`
    with parts as (delete from media_parts where media_id = ${id})
    update media set attempts = attempts + ${counts ? 1 : 0}, reason = ${reason}, state = case when ${at}::timestamptz is null then 'failed' else state end,
      reference = case when ${at}::timestamptz is null then null else reference end, due_at = coalesce(${at}::timestamptz, due_at)
    where id = ${id}`;
}

/** A file as it is kept. `parts` are sealed, in order; none unless it is stored. */
export interface KeptMedia {
  readonly kind: KeptKind;
  readonly state: MediaState;
  readonly reason: string | null;
  readonly type: string | null;
  readonly size: number;
  readonly parts: readonly Buffer[];
}

/** A file of a conversation; undefined when it is not of this conversation, or is gone. */
export async function findMedia(sql: Queryable, conversationId: string, id: string): Promise<KeptMedia | undefined> {
  const rows = await sql<(Omit<KeptMedia, 'parts'> & { body: Buffer | null })[]>`
    select m.kind, m.state, m.reason, m.type, m.size, p.body from media m left join media_parts p on p.media_id = m.id and m.state = 'stored'
    where m.conversation_id = ${conversationId} and m.id = ${id} order by p.part`;
  const [first] = rows;
  return first && { ...first, parts: rows.flatMap(({ body }) => (body ? [body] : [])) };
}

/** How a file stands, without its bytes. */
export type MediaStanding = Omit<KeptMedia, 'parts'>;

/** How the files of a conversation stand, by id. */
export async function mediaStandings(sql: Queryable, conversationId: string): Promise<Map<string, MediaStanding>> {
  const rows = await sql<({ id: string } & MediaStanding)[]>`
    select id, kind, state, reason, type, size from media where conversation_id = ${conversationId}`;
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}

/** Whether somebody under 18 is known to be in it. */
export async function minorKnown(sql: Queryable, conversationId: string): Promise<boolean> {
  const rows = await sql<{ known: boolean }[]>`
    select exists (select 1 from cases where conversation_id = ${conversationId} and 'minor' = any(flags)) as known`;
  return rows[0]?.known ?? false;
}

/** Whether pictures and documents may be taken in now: an associate has the conversation, and nobody under 18 is known to be in it. */
export async function takesPictures(sql: Queryable, conversationId: string): Promise<boolean> {
  const rows = await sql<{ takes: boolean }[]>`
    select exists (select 1 from handoffs where conversation_id = ${conversationId} and state = 'claimed')
      and not exists (select 1 from cases where conversation_id = ${conversationId} and 'minor' = any(flags)) as takes`;
  return rows[0]?.takes ?? false;
}

/** Deletes the pictures and documents of a conversation, because somebody under 18 turns out to be in it. */
export async function erasePictures(sql: Queryable, conversationId: string): Promise<void> {
  await sql`delete from media where conversation_id = ${conversationId} and kind in ('picture', 'file')`;
}
