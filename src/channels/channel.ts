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
  | { readonly kind: 'attachment'; readonly media: Attachment; readonly caption?: string; readonly file?: VoiceFile };

/**
 * Where the sound of a voice message is, so that an associate can listen to it: where the platform keeps it, or with us.
 * Only `media: 'voice'` has one: pictures, videos and files are never opened, because they may show a child. `type` is a
 * MIME type, `size` in bytes, `seconds` the length that the sender's side told.
 */
export type VoiceFile = { readonly type: string; readonly seconds?: number } & (
  | { readonly at: 'platform'; readonly reference: string; readonly size?: number }
  | { readonly at: 'store'; readonly id: string }
);

/** One message from a person. `id` names it once and for all on this account; `address` is the chat, opaque. */
export interface Inbound {
  readonly id: string;
  readonly address: string;
  readonly content: Content;
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
 * it is.
 */
export interface Outbound {
  readonly id: string;
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly options: readonly Option[];
  readonly asked: string;
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
 * `fetch` is there when the platform keeps voice messages: it gives the sound behind the reference of a
 * {@link VoiceFile}, started or not, and throws nothing but {@link FetchError}.
 */
export interface Channel {
  readonly name: ChannelName;
  readonly account: string;
  readonly can: Abilities;
  start(receive: (inbound: Inbound) => Promise<void>): Promise<void>;
  send(address: string, message: Outbound): Promise<Sent>;
  fetch?(reference: string): Promise<Buffer>;
  health(): ChannelHealth;
  stop(): Promise<void>;
}

/** Whether a channel works just now, and if not, what an operator should do, in one line without addresses. */
export interface ChannelHealth {
  readonly state: 'starting' | 'ready' | 'down';
  readonly advice?: string;
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

/** Why a voice message could not be fetched. `gone`: the platform does not have it, or not any more. */
export type FetchFailure = 'unreachable' | 'throttled' | 'gone' | 'too_large' | 'misconfigured';

/** The only error a channel's `fetch` throws. It never carries the reference, nor what the platform said. */
export class FetchError extends Error {
  readonly reason: FetchFailure;

  constructor(reason: FetchFailure) {
    super(`the platform did not give the voice message: ${reason}`);
    this.reason = reason;
  }
}
