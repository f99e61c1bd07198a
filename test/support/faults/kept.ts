/** What the program kept, opened with its own keys: all conversations of one channel by the person's chat. */
import type { Sql } from 'postgres';
import type { Arrived } from '../../../src/conversation/receive.ts';
import type { Said } from '../../../src/effects/said.ts';
import { type Keyring, openJson } from '../../../src/privacy/keyring.ts';
import type { Meant } from './copies.ts';

/** What came in is the words, or null for an option or its number; `open` and `parked` count what has no turn yet or never will. */
export interface Kept {
  readonly heard: (string | null)[];
  readonly said: (Meant & { readonly state: string })[];
  open: number;
}

interface Chat {
  readonly id: string;
  readonly dataKey: Buffer;
  readonly address: Buffer;
}

/** Reads all. Throws when two conversations have the same chat. */
export async function readKept(sql: Sql, keyring: Keyring, channel: string): Promise<Map<string, Kept>> {
  const chats = await sql<Chat[]>`select id, data_key as "dataKey", address from conversations where channel = ${channel}`;
  const kept = new Map<string, Kept>();
  const byId = new Map<string, { key: Buffer; kept: Kept }>();
  for (const { id, dataKey, address } of chats) {
    const key = keyring.unwrap(id, dataKey);
    const chat = openJson<string>(key, 'address', id, address);
    if (kept.has(chat)) throw new Error('a chat has two conversations');
    const one: Kept = { heard: [], said: [], open: 0 };
    kept.set(chat, one);
    byId.set(id, { key, kept: one });
  }
  const heard = await sql<{ id: string; body: Buffer; done: boolean }[]>`
    select conversation_id as id, body, done_at is not null as done from inbox where kind = 'message' order by inbox.id`;
  for (const { id, body, done } of heard) {
    const owner = byId.get(id);
    if (!owner) continue;
    owner.kept.heard.push(wordsOf(openJson<Arrived>(owner.key, 'inbox', id, body)));
    if (!done) owner.kept.open += 1;
  }
  const said = await sql<{ id: string; body: Buffer; state: string; repeats: number }[]>`
    select conversation_id as id, body, state, repeats from outbox order by outbox.id`;
  for (const { id, body, state, repeats } of said) {
    const owner = byId.get(id);
    if (owner) owner.kept.said.push({ text: openJson<Said>(owner.key, 'outbox', id, body).text, state, repeats });
  }
  return kept;
}

function wordsOf(arrived: Arrived): string | null {
  const text = 'content' in arrived && arrived.content.kind === 'text' ? arrived.content.text : null;
  return text === null || /^\d{1,2}$/.test(text) ? null : text;
}
