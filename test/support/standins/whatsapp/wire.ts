/** What the page of WhatsApp Web and its server tell each other. The page imports nothing of this but types. */

/** The state of the connection between the page and WhatsApp, by the names of WhatsApp. */
export type SocketState =
  | 'CONFLICT'
  | 'CONNECTED'
  | 'DEPRECATED_VERSION'
  | 'OPENING'
  | 'PAIRING'
  | 'PROXYBLOCK'
  | 'SMB_TOS_BLOCK'
  | 'TIMEOUT'
  | 'TOS_BLOCK'
  | 'UNLAUNCHED'
  | 'UNPAIRED'
  | 'UNPAIRED_IDLE';

/** The key of a message: whose it is, in which chat, and its number there. `participant` wrote it, in a group. */
export interface WireKey {
  readonly fromMe: boolean;
  readonly remote: string;
  readonly id: string;
  readonly participant?: string;
}

/** A message as WhatsApp keeps it; `t` in seconds, `ack` 1 taken by the server, 2 on her phone, 3 read. */
export interface WireMessage {
  readonly id: WireKey;
  readonly type: string;
  readonly t: number;
  readonly from: string;
  readonly to: string;
  readonly ack: number;
  readonly body?: string;
  readonly [field: string]: unknown;
}

/** A chat as it is when a page connects: its newest messages, of which `earlier` tells whether there are more. */
export interface WireChat {
  readonly id: string;
  readonly title: string;
  readonly t: number;
  readonly unreadCount: number;
  readonly messages: readonly WireMessage[];
}

/** Whose number a hidden id is. */
export interface Alias {
  readonly number: string;
  readonly lid: string;
}

/** Where a page shows what we send: in its chat, in that of the person's other id if there is one, or not at all. */
export type Filed = 'here' | 'sibling' | 'nowhere';

/** What a page is told first. */
export interface Hello {
  readonly event: 'hello';
  readonly document: string;
  /** `UNPAIRED` shows the QR. */
  readonly state: SocketState;
  readonly me: { readonly number: string; readonly lid: string; readonly name: string };
  /** The parts of the QR in the order in which it has them. */
  readonly qr: readonly string[];
  readonly chats: readonly WireChat[];
  readonly aliases: readonly Alias[];
  /** Whether everything is synchronised before anybody can listen. */
  readonly syncedEarly: boolean;
  /** Whether the identity is kept only where Chromium writes late. */
  readonly savesLate: boolean;
  /** How many inner frames the page opens while it loads. */
  readonly frames: number;
  /** Whether the keys of messages are those of earlier versions. */
  readonly formerKeys: boolean;
  /** Whether neither the chats nor the messages of a chat can be listed. */
  readonly bare: boolean;
  readonly filed: Filed;
}

/** What a page is told afterwards. */
export type Told =
  | { readonly event: 'alias'; readonly alias: Alias }
  | { readonly event: 'qr'; readonly ref: string }
  | { readonly event: 'paired'; readonly identity: string }
  | { readonly event: 'message'; readonly message: WireMessage; readonly unreadCount: number; readonly again?: boolean }
  | { readonly event: 'change'; readonly id: string; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly event: 'remove'; readonly id: string }
  | { readonly event: 'reaction'; readonly reaction: Readonly<Record<string, unknown>> }
  | { readonly event: 'call'; readonly call: Readonly<Record<string, unknown>> }
  | { readonly event: 'state'; readonly state: SocketState }
  | { readonly event: 'logout' }
  | { readonly event: 'reload' }
  | { readonly event: 'frame' }
  | { readonly event: 'hang' };

/** What becomes of a message that a page is about to send: what the page learns of it. */
export type Fate =
  /** It goes out when the page asks for that. */
  | { readonly fate: 'goes' }
  /** The page hears nothing, and the message is out already. */
  | { readonly fate: 'silent' }
  /** It stays in the page with a clock beside it. */
  | { readonly fate: 'stuck' }
  /** The page is told that it did not work. */
  | { readonly fate: 'refused'; readonly error: string };

/** A message's key as one word. */
export function keyOf({ fromMe, remote, id, participant }: WireKey): string {
  return [fromMe, remote, id, ...(participant === undefined ? [] : [participant])].join('_');
}
