/** What the program meant to say, opened with its own keys, beside what reached the persons. */
import type { Sql } from 'postgres';
import type { Said } from '../../src/effects/said.ts';
import { type Keyring, openJson } from '../../src/privacy/keyring.ts';

/** One message as the outbox holds it. `reference` is the platform's number of the copy whose answer arrived. */
export interface Row {
  readonly text: string;
  /** `sent`, or why it is not. */
  readonly outcome: string;
  readonly repeats: number;
  readonly reference: number | null;
}

interface Sealed {
  readonly id: string;
  readonly dataKey: Buffer;
  readonly address: Buffer;
  readonly body: Buffer | null;
  readonly outcome: string;
  readonly repeats: number;
  readonly platformRef: Buffer | null;
}

/** All conversations on Telegram by chat number, each with its messages in order. */
export async function readOutbox(sql: Sql, keyring: Keyring): Promise<Map<number, Row[]>> {
  const sealed = await sql<Sealed[]>`
    select c.id, c.data_key as "dataKey", c.address, o.body, concat_ws(' ', o.state, o.reason) as outcome, o.repeats, o.platform_ref as "platformRef"
    from conversations c left join outbox o on o.conversation_id = c.id
    where c.channel = 'telegram' order by o.id`;
  const owners = new Map<number, string>();
  const conversations = new Map<number, Row[]>();
  for (const { id, dataKey, address, body, outcome, repeats, platformRef } of sealed) {
    const key = keyring.unwrap(id, dataKey);
    const chat = Number(openJson<string>(key, 'address', id, address));
    if ((owners.get(chat) ?? id) !== id) throw new Error('a chat has two conversations');
    owners.set(chat, id);
    const rows = conversations.get(chat) ?? [];
    conversations.set(chat, rows);
    if (!body) continue;
    const reference = platformRef && Number(openJson<string>(key, 'platform', id, platformRef));
    rows.push({ text: openJson<Said>(key, 'outbox', id, body).text, outcome, repeats, reference });
  }
  return conversations;
}

/**
 * How many copies of each row reached the chat. Throws when a message there belongs to no row, or when they came in another
 * order: a copy whose answer was lost stands right before the copy that replaced it.
 */
export function deliveries(rows: readonly Row[], seen: readonly { readonly id: number; readonly text: string }[]): number[] {
  const left = [...seen];
  const copies = rows.map(({ text, reference }) => {
    const end = left.findIndex(({ id }) => id === reference);
    const mine = left.splice(0, end + 1);
    if (mine.some((message) => message.text !== text)) throw new Error('a message reached the chat out of order or unasked');
    return mine.length;
  });
  if (left.length > 0) throw new Error('a message reached the chat that nobody meant to send');
  return copies;
}
