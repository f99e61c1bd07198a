/**
 * What the database alone costs: the statements of a turn and its wake-ups, grouped in the same way, with parameters
 * that were recorded from real turns. No engine, no triage, no encryption, no texts.
 */
import { randomBytes } from 'node:crypto';
import { type InboxRow, insertInbox } from '../../../db/queries/inbox.ts';
import { readWaiting, type TurnWrite, type WaitingConversation, writeTurns } from '../../../db/queries/turn.ts';
import { Agenda } from '../../../src/conversation/agenda.ts';
import { grouped } from '../../../src/conversation/grouped.ts';
import { GROUP, LANES } from '../../../src/conversation/worker.ts';
import type { Foundation } from '../../../src/wiring/foundation.ts';
import { Commits } from './commits.ts';
import type { Recorded } from './record.ts';

/** Odd, so that every counter below 2^32 gives another number. */
const SPREAD = 0x9e3779b1;

export class Floor {
  readonly #foundation: Foundation;
  readonly #recorded: readonly Recorded[];
  readonly #commits = new Commits();
  readonly #agenda: Agenda;
  readonly #insert: (row: InboxRow) => Promise<undefined>;
  readonly #ownBytes = randomBytes(32);
  #messages = 0;

  constructor(foundation: Foundation, recorded: readonly Recorded[]) {
    const { sql } = foundation.database;
    this.#foundation = foundation;
    this.#recorded = recorded;
    this.#agenda = new Agenda({
      group: GROUP,
      lanes: LANES,
      clock: foundation.clock,
      work: (ids) => this.#work(ids),
      failed: (error) => foundation.log.error({ error }, 'the floor failed'),
    });
    this.#insert = grouped(64, async (rows) => {
      await insertInbox(sql, rows);
      return rows.map(() => undefined);
    });
  }

  /** One turn of a conversation; resolves when it is committed. */
  async turn(conversationId: string, turn: number): Promise<void> {
    const { body } = this.#recordedAt(turn);
    await this.#insert({ conversationId, sourceHash: this.#newHash(), kind: 'message', body, at: this.#foundation.clock() });
    this.#agenda.add(conversationId);
    this.#foundation.signals.notify('chat', conversationId);
    await this.#commits.of(conversationId);
  }

  async #work(ids: readonly string[]): Promise<void> {
    const { database, clock, signals } = this.#foundation;
    const { conversations, rows } = await readWaiting(database.sql, ids);
    const waiting = Map.groupBy(rows, (row) => row.conversationId);
    const writes = conversations.map((conversation) => {
      const done = (waiting.get(conversation.id) ?? []).map((row) => row.id);
      return this.#writeOf(conversation, done);
    });
    const written = await writeTurns(database.sql, writes, clock());
    for (const id of written) {
      signals.notify('outbox', id);
      signals.notify('chat', id);
      this.#commits.happened(id);
    }
  }

  #writeOf({ id, turn }: WaitingConversation, done: readonly number[]): TurnWrite {
    return { ...this.#recordedAt(turn).write, conversationId: id, turn, done };
  }

  #recordedAt(turn: number): Recorded {
    const recorded = this.#recorded[turn % this.#recorded.length];
    if (!recorded) throw new Error('nothing was recorded');
    return recorded;
  }

  /** As long as a real one and as scattered over an index, but cheap: a counter, spread over its range, before bytes of this floor's own. */
  #newHash(): Buffer {
    const hash = Buffer.from(this.#ownBytes);
    this.#messages += 1;
    hash.writeUInt32LE(Math.imul(this.#messages, SPREAD) >>> 0, 0);
    return hash;
  }
}
