/**
 * Delivers what turns and associates said on one channel account: in order per conversation, each message marked
 * before it is handed over, each ending as `sent`, `failed` or `unknown`. One process at a time does this for an account.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../db/client.ts';
import { noteReachable } from '../../db/queries/conversations.ts';
import {
  type Ended,
  earlierReferences,
  hasten,
  markArrived,
  markEnded,
  markSending,
  markUnknown,
  type OutboxRow,
  readUndelivered,
  undeliveredConversations,
} from '../../db/queries/outbox.ts';
import type { Signals } from '../../db/signals.ts';
import { type Channel, type Outbound, SendError } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Said } from '../effects/said.ts';
import type { Logger } from '../logger.ts';
import { openJson, sealJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import { Agenda } from './agenda.ts';
import { grouped } from './grouped.ts';
import { type Fate, fateOf } from './reconcile.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface DelivererParts {
  readonly channel: Channel;
  readonly database: Database;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Conversations that are served at the same moment. */
const LANES = 16;

/** Before a platform that cannot tell yet is asked again what became of a message. Milliseconds. */
const ASK_AGAIN = 2_000;

/** Before it is tried again to write down how a message went. Milliseconds. */
const REWRITE = 500;

export class Deliverer {
  readonly #parts: DelivererParts;
  readonly #agenda: Agenda;
  #stopped = false;
  /** Whether the message still is to go. */
  readonly #markSending: (row: { id: number; repeat: boolean }) => Promise<boolean>;
  readonly #markEnded: (row: Ended) => Promise<void>;

  constructor(parts: DelivererParts) {
    this.#parts = parts;
    const { sql } = parts.database;
    this.#agenda = new Agenda({
      group: 1,
      lanes: LANES,
      clock: parts.clock,
      work: (ids) => this.#deliver(ids),
      failed: (error) => parts.log.error({ error, channel: parts.channel.name }, 'messages not delivered'),
    });
    this.#markSending = grouped(64, async (rows) => {
      const marked = await markSending(sql, rows, parts.clock());
      return rows.map(({ id }) => marked.has(id));
    });
    this.#markEnded = grouped(64, async (rows) => {
      await markEnded(sql, rows);
      return rows.map(() => undefined);
    });
  }

  /** Says that a conversation may have something to deliver. Returns at once. */
  wake(conversationId: string): void {
    this.#agenda.add(conversationId);
  }

  /** Looks for messages nobody was woken for: leftovers of a crash, retries that are due, lost signals. */
  async sweep(): Promise<void> {
    for (const id of await undeliveredConversations(this.#parts.database.sql, this.#parts.channel, 1_000)) this.#agenda.add(id);
  }

  /** Says that the platform can be reached again: nothing has to wait out the pause of an attempt that failed. */
  async resume(): Promise<void> {
    await hasten(this.#parts.database.sql, this.#parts.channel, this.#parts.clock());
    await this.sweep();
  }

  settled(): Promise<void> {
    return this.#agenda.settled();
  }

  /** Finishes the message in hand; what comes after it is left to whoever delivers next. */
  stop(): Promise<void> {
    this.#stopped = true;
    return this.#agenda.stop();
  }

  async #deliver(ids: readonly string[]): Promise<void> {
    for (const row of await readUndelivered(this.#parts.database.sql, this.#parts.channel, ids)) {
      const wait = row.dueAt - this.#parts.clock().getTime();
      if (wait > 0) return this.#agenda.addAt(row.conversationId, row.dueAt);
      if (this.#stopped) return;
      if (!(await this.#deliverOne(row))) return;
    }
  }

  /** Whether the next message of the conversation may follow now. */
  async #deliverOne(row: OutboxRow): Promise<boolean> {
    const { clock, channel, log, signals } = this.#parts;
    const fate = row.state === 'waiting' ? 'absent' : await this.#settle(row);
    if (fate === 'sent') return true;
    if (fate === 'later') return false;
    // Where nobody can say whether an earlier copy arrived, this one is a repeat, and counted.
    if (!(await this.#markSending({ id: row.id, repeat: fate === 'never' }))) return true;
    const verdict = await this.#send(row);
    const now = clock();
    const dueAt = new Date(now.getTime() + (verdict.retryIn ?? 0));
    const { reason = null, platformRef = null } = verdict;
    // A copy that did not leave says nothing of the one before it.
    const state = fate === 'never' && verdict.state === 'waiting' ? 'unknown' : verdict.state;
    await this.#insist(() => this.#markEnded({ id: row.id, state, reason, platformRef, at: now, dueAt }));
    if (state !== 'sent') {
      log.warn({ conversation: row.conversationId, channel: channel.name, reason, state }, 'message not delivered');
      signals.notify('chat', row.conversationId);
    }
    if (reason === 'blocked') await noteReachable(this.#parts.database.sql, row.conversationId, false, now);
    if (state === 'failed') signals.notify('queue', row.conversationId);
    if (verdict.retryIn === undefined) return true;
    this.#agenda.addAt(row.conversationId, dueAt.getTime());
    return false;
  }

  /** How a message went is known here and nowhere else: a database that is away for a moment must not make it be sent again. */
  async #insist(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (this.#stopped) throw error;
        await pause(REWRITE);
      }
    }
  }

  /** What became of a message that an earlier attempt may have sent. */
  async #settle(row: OutboxRow): Promise<Fate['was']> {
    const { channel, database, clock } = this.#parts;
    const { key, address, message } = this.#open(row);
    const now = clock();
    const earlier = channel.find ? await earlierReferences(database.sql, row) : [];
    const others = earlier.map((sealed) => openJson<string>(key, 'platform', row.conversationId, sealed));
    const fate = await fateOf(channel, address, { message, attempted: new Date(row.handedAt ?? now), others }, now);
    if (fate.was === 'sent') {
      const { reference } = fate.sent;
      const platformRef = reference === undefined ? null : sealJson(key, 'platform', row.conversationId, reference);
      await markArrived(database.sql, row.id, platformRef, now);
    }
    if (fate.was === 'later') {
      const again = new Date(now.getTime() + ASK_AGAIN);
      await markUnknown(database.sql, row.id, again);
      this.#agenda.addAt(row.conversationId, again.getTime());
    }
    return fate.was;
  }

  #open(row: OutboxRow): { key: Buffer; address: string; message: Outbound } {
    const { conversationId: id } = row;
    const key = this.#parts.vault.open(id, row.dataKey);
    const said = openJson<Said>(key, 'outbox', id, row.body);
    return { key, address: openJson<string>(key, 'address', id, row.address), message: { id: String(row.id), ...said } };
  }

  async #send(row: OutboxRow): Promise<Verdict & { platformRef?: Buffer }> {
    const { channel, log } = this.#parts;
    const { conversationId: id } = row;
    try {
      const { key, address, message } = this.#open(row);
      const { reference } = await channel.send(address, message);
      return { state: 'sent', ...(reference === undefined ? {} : { platformRef: sealJson(key, 'platform', id, reference) }) };
    } catch (error) {
      if (error instanceof SendError) return verdictOf(error, row.attempts + 1);
      // A message that cannot be opened, or a channel that breaks its contract: nothing behind it may wait for it.
      log.error({ conversation: id, error }, 'message cannot be sent');
      return { state: 'failed', reason: 'rejected' };
    }
  }
}
