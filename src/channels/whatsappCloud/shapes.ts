/**
 * What Meta posts, as far as we read it, after its pages "messages webhook reference". Each message is read by itself, so
 * that one of an unknown shape takes nothing with it.
 */
import { z } from 'zod';

/** One post: what changed, of which `messages` are what persons wrote and what became of our messages. */
export const post = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown() })) })),
});

const unread = z.array(z.unknown()).catch([]);

/** What happened on one number. */
export const happening = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  contacts: unread,
  messages: unread,
  statuses: unread,
  calls: unread,
  errors: unread,
});

const number = z.string().regex(/^\d{5,20}$/);
const user = z.string().regex(/^[A-Z]{2}\.[\w.]{1,160}$/);
const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const words = optional(z.string());

/** Who writes: a number, an id, or both. */
export const contact = z.object({ wa_id: optional(number), user_id: optional(user) });

/** Where Meta keeps a file. */
const media = z.object({
  id: optional(z.string().regex(/^[\w.-]{1,200}$/)),
  mime_type: words,
  caption: words,
  filename: words,
  file_size: optional(z.number().int().min(0)),
});
export type Media = z.infer<typeof media>;

const saying = {
  type: z.string(),
  text: optional(z.object({ body: z.string() })),
  audio: optional(media),
  image: optional(media),
  document: optional(media),
  video: optional(media),
};

const reply = optional(z.object({ id: z.string() }));

/** A message of a person, or about one. `from` is there unless they hide their number. */
export const message = z.object({
  ...saying,
  id: z.string().min(1).max(500),
  from: optional(number),
  from_user_id: optional(user),
  group_id: z.unknown().optional(),
  interactive: optional(z.object({ button_reply: reply, list_reply: reply })),
  button: optional(z.object({ payload: words, text: words })),
  edit: optional(z.object({ original_message_id: z.string(), message: z.object(saying) })),
  revoke: optional(z.object({ original_message_id: z.string() })),
  unsupported: optional(z.object({ type: z.string() })),
  system: optional(
    z.object({
      type: words,
      wa_id: optional(number),
      new_wa_id: optional(number),
      user_id: optional(user),
      previous_user_id: optional(user),
    }),
  ),
});
export type Message = z.infer<typeof message>;

/** Somebody calls. */
export const call = z.object({
  id: z.string().min(1).max(500),
  from: optional(number),
  from_user_id: optional(user),
  event: z.literal('connect'),
  direction: z.literal('USER_INITIATED'),
});

/** What became of a message of ours. `timestamp` in seconds. */
export const status = z.object({
  id: z.string(),
  status: z.string(),
  timestamp: z.coerce.number().catch(0),
  biz_opaque_callback_data: words,
  recipient_id: words,
  errors: z.array(z.object({ code: z.number() })).catch([]),
});

/** A problem of the whole account. */
export const problem = z.object({ code: z.number() });
