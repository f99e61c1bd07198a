/** What people made of the types that were proposed to them. */
import type { Queryable } from './queryable.ts';

export interface PickRow {
  readonly conversationId: string;
  readonly predicted: readonly string[];
  readonly picked: readonly string[];
  readonly language: string;
  readonly score: number;
  readonly at: Date;
}

export async function insertPick(
  sql: Queryable,
  { conversationId, predicted, picked, language, score, at }: PickRow,
): Promise<void> {
  await sql`
    insert into picks (conversation_id, predicted, picked, language, score, picked_at)
    values (${conversationId}, ${[...predicted]}::text[], ${[...picked]}::text[], ${language}, ${score}, ${at.toISOString()})`;
}

/** How often a pick followed a first proposal; `proposed` is null where nothing was proposed. */
export interface PickCount {
  readonly language: string;
  readonly proposed: string | null;
  readonly picked: string;
  readonly count: number;
  readonly meanScore: number;
}

/** Counts the picks, most frequent first. Of two picks the first counts. */
export async function countPicks(sql: Queryable): Promise<PickCount[]> {
  return await sql<PickCount[]>`
    select language, predicted[1] as proposed, picked[1] as picked, count(*)::int as count, avg(score)::float8 as "meanScore"
    from picks where cardinality(picked) > 0
    group by 1, 2, 3 order by count desc, 1, 2, 3`;
}
