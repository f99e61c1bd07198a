/** Real turns, taken down: what each one reads and writes, so that the floor can write the same without computing it. */
import { randomUUID } from 'node:crypto';
import type { TurnWrite } from '../../../db/queries/turn.ts';
import type { Said } from '../../../src/effects/said.ts';
import { openJson } from '../../../src/privacy/keyring.ts';
import { contentOf, FIRST_QUESTION, OPENING, ROUND_LENGTH } from './script.ts';
import type { Stand } from './stand.ts';

/** One turn: the message as it is kept, and what its turn leaves. */
export interface Recorded {
  readonly body: Buffer;
  readonly write: Omit<TurnWrite, 'conversationId' | 'turn' | 'done'>;
}

/** Plays a round of the script with one person and returns its turns as they stand in the database. */
export async function record(stand: Stand): Promise<readonly Recorded[]> {
  const address = randomUUID();
  await stand.say(address, OPENING);
  const turns: Recorded[] = [];
  for (let turn = 0; turn < ROUND_LENGTH; turn += 1) {
    const id = await stand.say(address, contentOf(turn));
    turns.push(await readBack(stand, id));
    if (turn === ROUND_LENGTH - 1) await checkRound(stand, id, turns.at(-1));
  }
  return turns;
}

/** A round that does not end where it began would measure some other conversation. */
async function checkRound({ foundation }: Stand, id: string, last: Recorded | undefined): Promise<void> {
  const key = await foundation.vault.keyOf(id);
  const said = last?.write.said.map((body) => openJson<Said>(key, 'outbox', id, body));
  if (said?.at(-1)?.asked !== FIRST_QUESTION) throw new Error('the script of the bench no longer fits the flow');
}

async function readBack({ foundation: { database } }: Stand, id: string): Promise<Recorded> {
  const { sql } = database;
  const [[left], said] = await Promise.all([
    sql<(Omit<Recorded['write'], 'said'> & { body: Buffer })[]>`
      select c.flow, c.flow_version as "flowVersion", c.state, c.language, c.listening, c.away, t.due_at as wait, i.body
      from conversations c join inbox i on i.conversation_id = c.id left join timers t on t.conversation_id = c.id and t.turn = c.turn
      where c.id = ${id} order by i.id desc limit 1`,
    sql<{ body: Buffer }[]>`
      select o.body from outbox o join conversations c on c.id = o.conversation_id
      where c.id = ${id} and o.created_at = c.last_turn_at order by o.id`,
  ]);
  if (!left || said.length === 0) throw new Error('a turn left nothing behind');
  const { body, ...write } = left;
  return { body, write: { ...write, said: said.map((row) => row.body) } };
}
