/** A message as the library tells of it, reduced to what we read. Whatever WhatsApp changes, this is where it shows. */

/** `key` is the message's number, `reference` its whole id; `t` in seconds, `size` in bytes, `ack` from 1 on WhatsApp has it. */
export interface WaMessage {
  readonly key: string;
  readonly reference: string;
  readonly fromMe: boolean;
  readonly from: string;
  readonly type: string;
  readonly subtype: string;
  readonly t: number;
  readonly ack: number;
  readonly body: string;
  readonly caption: string;
  readonly broadcast: boolean;
  readonly viewOnce: boolean;
  /** Whether WhatsApp keeps a file for it. */
  readonly stored: boolean;
  readonly mimetype: string;
  readonly size: number | undefined;
  readonly seconds: number | undefined;
  /** When it was last edited, or any other word for its last edit; empty when it never was. */
  readonly edited: string;
  /** The number of the message that it takes back, where it is a message of its own. */
  readonly revokes: string;
}

/** Reads a message's raw fields. Undefined when it has no id, which is then nobody's message. */
export function toMessage(raw: unknown): WaMessage | undefined {
  if (!isRecord(raw) || !isRecord(raw.id)) return undefined;
  const key = word(raw.id.id);
  const reference = word(raw.id._serialized);
  if (key === '' || reference === '') return undefined;
  const size = Number(raw.size);
  const seconds = Number(raw.duration);
  return {
    key,
    reference,
    fromMe: raw.id.fromMe === true,
    from: toId(raw.from),
    type: word(raw.type),
    subtype: word(raw.subtype),
    t: Number(raw.t) || 0,
    ack: Number(raw.ack) || 0,
    body: word(raw.body),
    caption: word(raw.caption),
    broadcast: raw.broadcast === true || raw.isStatusV3 === true,
    viewOnce: raw.isViewOnce === true,
    stored: Boolean(raw.directPath),
    mimetype: word(raw.mimetype),
    size: raw.size !== undefined && size >= 0 ? size : undefined,
    seconds: raw.duration !== undefined && seconds >= 0 ? seconds : undefined,
    edited: editOf(raw),
    revokes: isRecord(raw.protocolMessageKey) ? word(raw.protocolMessageKey.id) : '',
  };
}

/** An id that is written as a word or as an object that has it. */
export function toId(id: unknown): string {
  return isRecord(id) ? word(id._serialized) : word(id);
}

function editOf(raw: Record<string, unknown>): string {
  const { latestEditSenderTimestampMs: at, latestEditMsgKey: by } = raw;
  if (typeof at === 'number' || typeof at === 'string') return String(at);
  return isRecord(by) ? word(by.id) : '';
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
