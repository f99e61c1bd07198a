/**
 * Works turns: takes conversations that have something waiting, lets the flow take its turn, and writes what came of
 * it in one statement. Conversations that wait at the same moment are worked together.
 */
import type { Database } from '../../db/client.ts';
import { dueConversations } from '../../db/queries/inbox.ts';
import { readWaiting, type TurnWrite, type WaitingConversation, type WaitingRow, writeTurns } from '../../db/queries/turn.ts';
import type { Signals } from '../../db/signals.ts';
import type { Clock } from '../clock.ts';
import type { Effect, Save } from '../engine/protocol.ts';
import type { Logger } from '../logger.ts';
import { type Keyring, openJson, sealJson } from '../privacy/keyring.ts';
import { LeastRecent } from '../privacy/leastRecent.ts';
import type { Vault } from '../privacy/vault.ts';
import { Agenda } from './agenda.ts';
import { applyChanges } from './changes.ts';
import { eraseConversation } from './eraseConversation.ts';
import { isPassing } from './isPassing.ts';
import type { Arrived } from './receive.ts';
import { recordFailure } from './recordFailure.ts';
import { type Taken, type TurnParts, takeTurn } from './takeTurn.ts';

export interface WorkerParts extends TurnParts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long a story-teller may pause on a channel before the burst counts as over. Milliseconds. */
  readonly patience: (channel: string) => number;
  /** Hears what the flow asked for, after the turn was committed. */
  readonly watch?: (conversationId: string, effects: readonly Effect[]) => void;
}

/** Conversations that are worked together at most. */
export const GROUP = 32;

/** How many groups are under way at once: while one waits for the database, another computes. */
export const LANES = 2;

/** Before a turn is tried again that failed for no fault of its own. Milliseconds. */
const PASSING_PAUSE = 5_000;

/** How many conversations' saves are kept in memory, so that those who answer at once need not be decrypted and read again. */
const REMEMBERED = 256;

/** A burst ends after this many times the patience, however long somebody goes on writing. */
const PATIENCES_A_BURST = 5;

/** A conversation whose turn is computed and waits to be written. */
interface Ready {
  readonly conversation: WaitingConversation;
  readonly rows: readonly WaitingRow[];
  readonly key: Buffer;
  readonly taken: Taken;
}

export class Worker {
  readonly #parts: WorkerParts;
  readonly #agenda: Agenda;
  /** What this process wrote last. Good only for a conversation that still has this turn number. */
  readonly #saves = new LeastRecent<string, { turn: number; save: Save }>(REMEMBERED);

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#agenda = new Agenda({
      group: GROUP,
      lanes: LANES,
      clock: parts.clock,
      work: (ids) => this.#workGroup(ids),
      failed: (error) => parts.log.error({ error }, 'turns not worked'),
    });
  }

  /** Says that a conversation has work. Returns at once. */
  wake(conversationId: string): void {
    this.#agenda.add(conversationId);
  }

  /** Looks for work that nobody was woken for: leftovers of a crash, retries that are due, lost signals. */
  async sweep(): Promise<void> {
    for (const id of await dueConversations(this.#parts.database.sql, this.#parts.clock(), 1_000)) this.#agenda.add(id);
  }

  /** Resolves when nothing is being worked and nothing waits for a burst to end. */
  settled(): Promise<void> {
    return this.#agenda.settled();
  }

  /** Finishes what is in hand and takes nothing new. */
  stop(): Promise<void> {
    return this.#agenda.stop();
  }

  async #workGroup(ids: readonly string[]): Promise<void> {
    const { conversations, rows } = await readWaiting(this.#parts.database.sql, ids);
    const byConversation = Map.groupBy(rows, (row) => row.conversationId);
    const taken = await Promise.all(
      conversations.map((conversation) => this.#compute(conversation, byConversation.get(conversation.id) ?? [])),
    );
    const ready = taken.filter((entry) => entry !== null);
    const plain = ready.filter(({ taken }) => taken.writes.length === 0 && !taken.erased);
    const rest = ready.filter((entry) => !plain.includes(entry));
    await Promise.all([this.#writePlain(plain), ...rest.map((entry) => this.#guard(entry, () => this.#writeWith(entry)))]);
  }

  /** Null when there is nothing to do now: no rows, a retry that is not due, a burst that goes on, or a failure. */
  async #compute(conversation: WaitingConversation, waiting: readonly WaitingRow[]): Promise<Ready | null> {
    const now = this.#parts.clock();
    const [first] = waiting;
    if (!first) return null;
    if (first.dueAt > now.getTime()) return this.#later(conversation.id, first.dueAt);
    // After a failure the rows are tried one at a time, so that one bad message cannot hold up the others for ever.
    const rows = first.attempts > 0 ? [first] : waiting;
    try {
      const key = this.#parts.vault.open(conversation.id, conversation.dataKey);
      const arrived = rows.map((row) => ({
        id: row.id,
        arrived: openJson<Arrived>(key, 'inbox', conversation.id, row.body),
        source: row.source.toString('hex'),
      }));
      const { happenings, writes } = await applyChanges(this.#parts.database.sql, { id: conversation.id, key }, arrived);
      const before = {
        id: conversation.id,
        channel: conversation.channel,
        key,
        turn: conversation.turn,
        language: conversation.language,
        save: this.#saveOf(conversation, key),
        heardAt: conversation.heardAt === null ? null : new Date(conversation.heardAt),
        arrivedAt: new Date(first.receivedAt),
      };
      const taken = await takeTurn(this.#parts, before, happenings, now);
      taken.writes.unshift(...writes);
      const until = burstEnd(rows, this.#parts.patience(conversation.channel));
      if (conversation.listening && !taken.urgent && until > now.getTime()) return this.#later(conversation.id, until);
      return { conversation, rows, key, taken };
    } catch (error) {
      await this.#failed(conversation, first, error);
      return null;
    }
  }

  async #writePlain(entries: readonly Ready[]): Promise<void> {
    if (entries.length === 0) return;
    const now = this.#parts.clock();
    try {
      const written = await writeTurns(this.#parts.database.sql, entries.map(turnWrite), now);
      for (const entry of entries) this.#written(entry, written.has(entry.conversation.id));
    } catch (error) {
      const [only] = entries;
      if (entries.length === 1 && only) await this.#failed(only.conversation, only.rows[0], error);
      // One of them may be the cause: each is tried by itself.
      else for (const entry of entries) await this.#writePlain([entry]);
    }
  }

  /** A turn with rows of its own beside the usual ones: all in one transaction. */
  async #writeWith(entry: Ready): Promise<void> {
    const { database, clock, signals } = this.#parts;
    const { id } = entry.conversation;
    const now = clock();
    let successor = id;
    const moved = await database.transaction(async (tx) => {
      if (!(await writeTurns(tx.sql, [turnWrite(entry)], now)).has(id)) return false;
      for (const write of entry.taken.writes) await write(tx);
      if (entry.taken.erased) successor = await eraseConversation(tx, this.#parts, id, entry.key, now);
      return true;
    });
    if (moved && entry.taken.erased) signals.notify('gone', id);
    this.#written(entry, moved);
    if (moved) signals.notify('queue', id);
    if (successor !== id) signals.notify('outbox', successor);
  }

  #written(entry: Ready, moved: boolean): void {
    const { id } = entry.conversation;
    if (!moved) {
      this.#agenda.add(id);
      return;
    }
    if (entry.taken.erased) this.#saves.delete(id);
    else this.#saves.set(id, { turn: entry.conversation.turn + 1, save: entry.taken.save });
    const { signals, watch } = this.#parts;
    if (entry.taken.said.length > 0) signals.notify('outbox', id);
    // What somebody changed or took back stands in the chat, too.
    if (entry.taken.said.length > 0 || entry.taken.writes.length > 0) signals.notify('chat', id);
    watch?.(id, entry.taken.effects);
  }

  async #guard(entry: Ready, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.#failed(entry.conversation, entry.rows[0], error);
    }
  }

  async #failed(conversation: WaitingConversation, row: WaitingRow | undefined, error: unknown): Promise<void> {
    this.#parts.log.error({ conversation: conversation.id, attempt: (row?.attempts ?? 0) + 1, error }, 'turn failed');
    if (!row) return;
    if (isPassing(error)) {
      this.#later(conversation.id, this.#parts.clock().getTime() + PASSING_PAUSE);
      return;
    }
    // When even this fails the database is away; the sweep finds the row again.
    const retry = await recordFailure(this.#parts, conversation, row).catch(() => null);
    if (retry) this.#later(conversation.id, retry.getTime());
  }

  #saveOf(conversation: WaitingConversation, key: Buffer): Save | null {
    const known = this.#saves.get(conversation.id);
    return known?.turn === conversation.turn ? known.save : readSave(conversation, key);
  }

  #later(id: string, at: number): null {
    this.#agenda.addAt(id, at);
    return null;
  }
}

function readSave(conversation: WaitingConversation, key: Buffer): Save | null {
  const { id, flow, flowVersion, state } = conversation;
  if (!state || !flow || flowVersion === null) return null;
  return { flow, version: flowVersion, snapshot: openJson(key, 'state', id, state) };
}

function turnWrite({ conversation, rows, key, taken }: Ready): TurnWrite {
  const { id } = conversation;
  return {
    conversationId: id,
    turn: conversation.turn,
    flow: taken.save.flow,
    flowVersion: taken.save.version,
    state: sealJson(key, 'state', id, taken.save.snapshot),
    language: taken.language,
    listening: taken.listening,
    away: taken.away,
    heard: rows.some((row) => row.kind === 'message'),
    done: rows.map((row) => row.id),
    said: taken.said.map((said) => sealJson(key, 'outbox', id, said)),
    wait: taken.wait,
  };
}

/** When the person has been quiet for long enough, or has written for long enough. Milliseconds since 1970. */
function burstEnd(rows: readonly WaitingRow[], patience: number): number {
  const times = rows.map((row) => row.receivedAt);
  return Math.min(Math.max(...times) + patience, Math.min(...times) + PATIENCES_A_BURST * patience);
}
