/**
 * The contract between Amaan and a messaging platform. Everything a platform does in its own way ends here: what
 * arrives becomes an {@link Inbound}, what leaves is an {@link Outbound}, and what goes wrong is a {@link SendError}.
 */
import type { Attachment } from '../engine/protocol.ts';

export type ChannelName = 'telegram' | 'whatsapp' | 'web' | 'terminal';

/** What a person sent. `asked` is the token of the message that offered the option (see {@link Outbound}). */
export type Content =
  | { readonly kind: 'hello' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'option'; readonly id: string; readonly asked: string }
  | { readonly kind: 'attachment'; readonly media: Attachment; readonly caption?: string; readonly file?: MediaFile };

/** What a person did with an earlier message. `of` is the {@link Inbound} id of that message. */
export type Change =
  | { readonly kind: 'edit'; readonly of: string; readonly text: string }
  | { readonly kind: 'revoke'; readonly of: string };

/**
 * The chat can no longer be written to (the person blocked us or left the platform), or it can be again, or the person took
 * it along to this address from another (`from`), which may be somebody else's by now, or a message that counted as sent (by its
 * {@link Outbound} id) did not arrive after all. None of it begins a conversation.
 */
export type Reach =
  | { readonly kind: 'gone' }
  | { readonly kind: 'back' }
  | { readonly kind: 'moved'; readonly from: string }
  | { readonly kind: 'undelivered'; readonly message: string; readonly reason: SendFailure };

/**
 * Where the bytes of a voice message, a picture or a document are: where the platform keeps them, or with us. No other
 * media have one, because they are never opened. `type` is a MIME type as the sender claims it, `size` in bytes,
 * `seconds` the length that the sender's side told. Whether it is ever fetched is not for the channel to decide.
 */
export type MediaFile = { readonly type: string; readonly seconds?: number } & (
  | { readonly at: 'platform'; readonly reference: string; readonly size?: number }
  | { readonly at: 'store'; readonly id: string }
);

/** The most of a media file that is ever taken in. Bytes. */
export const LARGEST_FILE = 16 * 1024 * 1024;

/**
 * One message from a person. `id` names it once and for all on this account; `address` is the chat, opaque. `also` are
 * other addresses by which the platform knows the same chat, so that somebody whose address changes is known again.
 */
export interface Inbound<What = Content | Change | Reach> {
  readonly id: string;
  readonly address: string;
  readonly also?: readonly string[];
  readonly content: What;
}

/** Something that may be picked, with the words a person sees. */
export interface Option {
  readonly id: string;
  readonly label: string;
}

/** What stands out in a text: bold words, or code, which is there to be copied. Counted in UTF-16 units of the text. */
export interface Mark {
  readonly style: 'bold' | 'code';
  readonly from: number;
  readonly to: number;
}

/**
 * One message to a person. `id` is unique and stable over retries; `asked` comes back when an option is picked. `marks`
 * are in order, do not overlap, and are left out when there are none; a channel that cannot show them sends the text as
 * it is. `menuHint` says how to answer where options are a
 * numbered list, `menuTitle` (at most 20 characters) opens a list where they are behind a button. A message that is `secret` (a reference with its
 * PIN) must not be forwarded or copied by others, as far as the platform can prevent it.
 */
export interface Outbound {
  readonly id: string;
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly options: readonly Option[];
  readonly asked: string;
  readonly menuHint?: string;
  readonly menuTitle?: string;
  readonly secret?: boolean;
}

/** What the platform said of a message that went out. `reference` is its own id for it, if it gave one. */
export interface Sent {
  readonly reference?: string;
}

/** What a channel can do, so that the same message is rendered for it. `textLimit` in characters. */
export interface Abilities {
  readonly buttons: boolean;
  readonly textLimit: number;
}

/**
 * One account on one platform.
 *
 * `start` resolves when messages can arrive; each goes to `receive`, and only after `receive` resolves may the
 * platform be told that it arrived. `send` throws nothing but {@link SendError}. `stop` finishes what is in hand.
 * `fetch` is there when the platform keeps media: it gives the bytes behind the reference of a {@link MediaFile}, started
 * or not, at most {@link LARGEST_FILE} of them, and throws nothing but {@link FetchError}. `find` is there when the
 * platform can tell what became of a message whose answer was lost: what it says of it, or that it never went out, or
 * that it cannot tell; it throws nothing. `others` are references of messages that went to the same chat before, so that
 * none of them is taken for one with the same words.
 */
export interface Channel {
  readonly name: ChannelName;
  readonly account: string;
  readonly can: Abilities;
  start(receive: (inbound: Inbound) => Promise<void>): Promise<void>;
  send(address: string, message: Outbound): Promise<Sent>;
  fetch?(reference: string): AsyncIterable<Uint8Array>;
  find?(address: string, message: Outbound, attempted: Date, others?: readonly string[]): Promise<Sent | 'absent' | 'unknown'>;
  health(): ChannelHealth;
  stop(): Promise<void>;
}

/**
 * `starting`: not asked yet. `linking`: waits until a phone scans the code. `reconnecting`: worked before and mends itself.
 * `logged_out`: the phone ended the link, and a new code is on its way. `banned`: the platform closed the account.
 * `down`: does not work for another reason.
 */
export const LINE_STATES = ['starting', 'linking', 'ready', 'reconnecting', 'logged_out', 'banned', 'down'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** Why a channel does not work: a closed set, each with words for the desk that say what to do. */
export const TROUBLES = [
  'unreachable',
  'wrong_token',
  'second_process',
  'refused',
  'storage',
  'no_browser',
  'browser_died',
  'no_answer',
  'link_needed',
  'logged_out',
  'banned',
  'bad_settings',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/**
 * Whether a channel works just now, and if not, why, and what an operator should do, in one line without addresses.
 * `code` is what a phone has to scan while `linking`: whoever has it can take the account, so it is shown to admins only
 * and never logged.
 */
export interface ChannelHealth {
  readonly state: LineState;
  readonly trouble?: Trouble;
  readonly advice?: string;
  readonly code?: string;
}

/** What a channel remembers from one process to the next, such as up to when it has received. A few hundred characters. */
export interface ChannelMemory {
  read(): Promise<string | undefined>;
  write(value: string): Promise<void>;
}

/** Why a message could not be sent: a closed set, so that every caller knows whether a retry helps. */
export type SendFailure = 'unreachable' | 'throttled' | 'blocked' | 'rejected' | 'misconfigured';

/**
 * The only error a channel's `send` throws.
 *
 * `maybeSent` is true when the answer was lost and the message may have gone out. `retryAfter` in seconds, when the
 * platform named it.
 */
export class SendError extends Error {
  readonly reason: SendFailure;
  readonly maybeSent: boolean;
  readonly retryAfter: number | undefined;

  constructor(reason: SendFailure, more: { maybeSent?: boolean; retryAfter?: number; cause?: unknown } = {}) {
    super(`the platform did not take the message: ${reason}`, { cause: more.cause });
    this.reason = reason;
    this.maybeSent = more.maybeSent ?? false;
    this.retryAfter = more.retryAfter;
  }

  /** Whether trying again later can help. */
  get retryable(): boolean {
    return this.reason === 'unreachable' || this.reason === 'throttled';
  }
}

/** Why a media file could not be fetched. `gone`: the platform does not have it, or not any more. */
export type FetchFailure = 'unreachable' | 'throttled' | 'gone' | 'too_large' | 'misconfigured';

/** The only error a channel's `fetch` throws. It never carries the reference, nor what the platform said. */
export class FetchError extends Error {
  readonly reason: FetchFailure;

  constructor(reason: FetchFailure) {
    super(`the platform did not give the file: ${reason}`);
    this.reason = reason;
  }
}
