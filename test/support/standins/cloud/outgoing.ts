/** What `POST /{number}/messages` takes, with Meta's limits; anything else is refused as an invalid parameter. */
import { z } from 'zod';
import { readMenu } from '../whatsapp/menu.ts';

const words = (most: number) => z.string().min(1).max(most);
const id = (most: number) => words(most).refine((value) => value === value.trim());

const button = z.strictObject({ type: z.literal('reply'), reply: z.strictObject({ id: id(256), title: words(20) }) });
const row = z.strictObject({ id: id(200), title: words(24) });
const section = z.strictObject({ title: words(24), rows: z.array(row).min(1) });

const text = z.strictObject({ body: words(4_096), preview_url: z.boolean() });
const interactive = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('button'),
    body: z.strictObject({ text: words(1_024) }),
    action: z.strictObject({ buttons: z.array(button).min(1).max(3) }),
  }),
  z.strictObject({
    type: z.literal('list'),
    body: z.strictObject({ text: words(4_096) }),
    action: z.strictObject({ button: words(20), sections: z.array(section).min(1).max(10) }),
  }),
]);

const envelope = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual'),
  to: z.string().regex(/^\d+$/).optional(),
  recipient: z.string().optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
};

const outgoing = z.discriminatedUnion('type', [
  z.strictObject({ ...envelope, type: z.literal('text'), text }),
  z.strictObject({ ...envelope, type: z.literal('interactive'), interactive }),
]);

/** What can be pressed. */
export interface Pressable {
  readonly id: string;
  readonly title: string;
}

/**
 * A message of ours as it was taken. `raw` are the words with the signs of WhatsApp's notation, `text` as a phone shows
 * them, `options` what may be picked; `pressable` is empty when that is done by number.
 */
export interface Outgoing {
  readonly whom: string;
  readonly kind: 'text' | 'button' | 'list';
  readonly raw: string;
  readonly text: string;
  readonly options: readonly string[];
  readonly pressable: readonly Pressable[];
  readonly opener?: string;
  readonly mark?: string;
}

/** Reads the body of a call; undefined when Meta would refuse it. */
export function readOutgoing(body: unknown): Outgoing | undefined {
  const read = outgoing.safeParse(body);
  const whom = read.data?.to ?? read.data?.recipient;
  if (!read.success || whom === undefined) return undefined;
  const mark = read.data.biz_opaque_callback_data;
  const common = { whom, ...(mark !== undefined && { mark }) };
  if (read.data.type === 'text') {
    const raw = read.data.text.body;
    return { ...common, kind: 'text', raw, ...readMenu(raw), pressable: [] };
  }
  const menu = read.data.interactive;
  const rows =
    menu.type === 'button' ? menu.action.buttons.map(({ reply }) => reply) : menu.action.sections.flatMap((one) => one.rows);
  // Meta takes no two rows with the same words, nor more than ten of them together.
  if (new Set(rows.map(({ title }) => title)).size < rows.length || rows.length > 10) return undefined;
  return {
    ...common,
    kind: menu.type,
    raw: menu.body.text,
    text: readMenu(menu.body.text).text,
    options: rows.map(({ title }) => title),
    pressable: rows,
    ...(menu.type === 'list' && { opener: menu.action.button }),
  };
}
