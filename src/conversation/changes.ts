/**
 * A person changes a message or takes it back. The message's own row is what the desk reads and what a backup holds, so
 * it is written anew there; the conversation hears what it said before and what it says now.
 */
import { eraseMedia, findHeard, keepWithdrawn, rewriteHeard } from '../../db/queries/changes.ts';
import type { Queryable } from '../../db/queries/queryable.ts';
import type { Write } from '../cases/ledger.ts';
import type { Content } from '../channels/channel.ts';
import { openJson, sealJson } from '../privacy/keyring.ts';
import type { Arrived, InsideEvent } from './receive.ts';

/** What a turn is made of, once it is clear what was changed. `before` and `after` are words; empty when there were none. */
export type Happening =
  | { readonly content: Content }
  | { readonly event: InsideEvent; readonly turn?: number }
  | { readonly corrected: { readonly before: string; readonly after: string } }
  | { readonly revoked: { readonly before: string } };

/** What came of the changes. `writes` go with the turn. */
export interface Changed {
  readonly happenings: readonly Happening[];
  readonly writes: readonly Write[];
}

interface Row {
  readonly id: number;
  readonly arrived: Arrived;
  /** The name under which a change finds it, in hexadecimal. */
  readonly source: string;
}

interface Whose {
  readonly id: string;
  readonly key: Buffer;
}

/** Puts changes to the messages that they change. A message that waits in the same turn is simply another one. */
export async function applyChanges(sql: Queryable, conversation: Whose, arrived: readonly Row[]): Promise<Changed> {
  const changes = arrived.filter((row) => 'change' in row.arrived);
  if (changes.length === 0) return { happenings: arrived.flatMap(({ arrived: one }) => plain(one)), writes: [] };
  const waiting = new Map(arrived.filter((row) => !('change' in row.arrived)).map((row) => [row.source, row]));
  const heard = await readTargets(sql, conversation, changes, waiting);
  const rewritten = new Map<number, Arrived>();
  const erased: string[] = [];
  const early: string[] = [];
  const happenings = new Map<number, readonly Happening[]>(arrived.map((row) => [row.id, plain(row.arrived)]));
  for (const { id, arrived: one } of changes) {
    if (!('change' in one)) continue;
    const { change } = one;
    const target = waiting.get(change.target) ?? heard.get(change.target);
    rewritten.set(id, { done: change.kind });
    if (!target) {
      // What it was is not known here, so that its words are all there is: they are heard, and stand where they came.
      if (change.kind !== 'edit') {
        early.push(change.target);
        continue;
      }
      const content = { kind: 'text', text: change.text } as const;
      rewritten.set(id, { content, edited: true });
      happenings.set(id, [{ content }]);
      continue;
    }
    const now = rewritten.get(target.id) ?? target.arrived;
    if (!('content' in now)) continue;
    const before = wordsOf(now.content);
    // Platforms also report what is no change of the words, such as a link that got its preview.
    if (change.kind === 'edit' && change.text === before) continue;
    const anew = changedContent(now.content, change);
    rewritten.set(target.id, anew ? { content: anew, edited: true } : { withdrawn: true });
    if (!anew) erased.push(...mediaOf(now.content));
    if (waiting.has(change.target)) happenings.set(target.id, anew ? [{ content: anew }] : []);
    else if (change.kind === 'edit') happenings.set(id, [{ corrected: { before, after: change.text } }]);
    else happenings.set(id, [{ revoked: { before } }]);
  }
  const bodies = [...rewritten].map(([row, body]) => ({
    row,
    body: sealJson(conversation.key, 'inbox', conversation.id, body),
    kind: 'done' in body ? ('event' as const) : ('message' as const),
  }));
  const withdrawn = early.map((target) => ({
    source: Buffer.from(target, 'hex'),
    body: sealJson(conversation.key, 'inbox', conversation.id, { withdrawn: true }),
  }));
  const write: Write = async (tx) => {
    await rewriteHeard(tx.sql, conversation.id, bodies);
    await eraseMedia(tx.sql, conversation.id, erased);
    await keepWithdrawn(tx.sql, conversation.id, withdrawn);
  };
  return { happenings: arrived.flatMap(({ id }) => happenings.get(id) ?? []), writes: [write] };
}

async function readTargets(
  sql: Queryable,
  { id, key }: Whose,
  changes: readonly Row[],
  waiting: ReadonlyMap<string, Row>,
): Promise<Map<string, Row>> {
  const wanted = changes.flatMap(({ arrived }) => ('change' in arrived ? [arrived.change.target] : []));
  const missing = wanted.filter((target) => !waiting.has(target));
  if (missing.length === 0) return new Map();
  const rows = await findHeard(
    sql,
    id,
    missing.map((target) => Buffer.from(target, 'hex')),
  );
  return new Map(
    rows.map(({ row, source, body }) => {
      const found = { id: row, arrived: openJson<Arrived>(key, 'inbox', id, body), source: source.toString('hex') };
      return [found.source, found];
    }),
  );
}

function plain(arrived: Arrived): Happening[] {
  return 'content' in arrived || 'event' in arrived ? [arrived] : [];
}

/** Null when the message is taken back. */
function changedContent(content: Content, change: { kind: 'edit'; text: string } | { kind: 'revoke' }): Content | null {
  if (change.kind === 'revoke') return null;
  return content.kind === 'attachment' ? { ...content, caption: change.text } : { kind: 'text', text: change.text };
}

function wordsOf(content: Content): string {
  return content.kind === 'text' ? content.text : content.kind === 'attachment' ? (content.caption ?? '') : '';
}

function mediaOf(content: Content): string[] {
  return content.kind === 'attachment' && content.file?.at === 'store' ? [content.file.id] : [];
}
