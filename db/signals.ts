/**
 * Wake-ups between processes over LISTEN/NOTIFY. A signal says "look at the rows"; it is sent after commit, many ids
 * together, and may be lost: whoever listens also looks by itself from time to time.
 */
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';

/** `inbox`: a conversation has work. `outbox`: it has something to deliver. `chat`: there is something new to see. `queue`: the queue changed. `lines`: how a channel stands changed. `gone`: it was deleted, and its key must be forgotten. */
export type Topic = 'inbox' | 'outbox' | 'chat' | 'queue' | 'lines' | 'gone';

export interface Signals {
  /** Tells every process, this one at once. `id` is a conversation id, or empty. */
  notify(topic: Topic, id?: string): void;
  /** Calls `hear` for each id; returns how to stop. */
  on(topic: Topic, hear: (id: string) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'amaan';
/** Signals of so many milliseconds go to other processes together; in this process they are heard at once. */
const COALESCE = 10;

/** A NOTIFY payload may hold 8,000 bytes; an id takes 39 of them in JSON. */
const IDS_A_PAYLOAD = 180;

/** Begins to listen. `failed` hears of a signal that could not be sent, which costs others only time. */
export async function openSignals(sql: Sql, failed: (error: unknown) => void): Promise<Signals> {
  const self = randomUUID().slice(0, 8);
  const local = new EventEmitter().setMaxListeners(0);
  const pending = new Map<Topic, Set<string>>();
  let flushing: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    while (pending.size > 0) {
      const payloads = [...pending].flatMap(([topic, ids]) => payloadsOf(self, topic, [...ids]));
      pending.clear();
      await sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as t(payload)`;
    }
  };
  const schedule = (): void => {
    flushing ??= pause(COALESCE)
      .then(flush)
      .catch(failed)
      .finally(() => {
        flushing = undefined;
        if (pending.size > 0) schedule();
      });
  };
  const listening = await sql.listen(CHANNEL, (payload) => {
    const { from, topic, ids } = JSON.parse(payload) as { from: string; topic: Topic; ids: string[] };
    if (from !== self) for (const id of ids) local.emit(topic, id);
  });
  return {
    notify(topic, id = '') {
      const ids = pending.get(topic) ?? new Set<string>();
      pending.set(topic, ids.add(id));
      local.emit(topic, id);
      schedule();
    },
    on(topic, hear) {
      local.on(topic, hear);
      return () => local.off(topic, hear);
    },
    async close() {
      local.removeAllListeners();
      await flushing;
      await listening.unlisten().catch(failed);
    },
  };
}

function payloadsOf(from: string, topic: Topic, ids: readonly string[]): string[] {
  const payloads: string[] = [];
  for (let at = 0; at < ids.length; at += IDS_A_PAYLOAD) {
    payloads.push(JSON.stringify({ from, topic, ids: ids.slice(at, at + IDS_A_PAYLOAD) }));
  }
  return payloads;
}
