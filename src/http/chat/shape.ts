/** What the chat page and its API say to each other, as JSON. The page imports these types and nothing else of ours. */
import type { Mark, Option } from '../../channels/channel.ts';
import type { Attachment, Language } from '../../engine/protocol.ts';

export type { Attachment, Language, Mark, Option };

/** What the page shows of the helpline. `quickExit` is the harmless page that opens when somebody has to leave at once. */
export interface ChatProfile {
  readonly names: Readonly<Record<Language, string>>;
  readonly phone: string;
  readonly quickExit: string;
}

/** The answer to `POST /session`. `fresh` when the session is new, so that there is no history to ask for. */
export interface SessionAnswer {
  readonly profile: ChatProfile;
  readonly fresh: boolean;
  /** In UTF-16 units, as the browser counts. */
  readonly textLimit: number;
}

/** The body of `POST /messages`. `id` is made by the page once per message and kept over retries. */
export type Posted = { readonly id: string } & PostedContent;

export type PostedContent =
  | { readonly kind: 'hello' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'option'; readonly option: string; readonly asked: string };

/**
 * A voice message on its way: the recording is the body of `POST /voice`, its type the content type; these are the query.
 * `seconds` is its length, rounded up.
 */
export interface PostedVoice {
  readonly id: string;
  readonly kind: 'voice';
  readonly seconds: number;
}

/**
 * A message as the page shows it. `seconds` is the length of a voice message. `language` is the one the conversation was
 * in. `cursor` is what to continue a stream from; only what was said to the person has one.
 */
export interface ShownMessage {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly from: 'you' | 'bot' | 'associate';
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly media?: Attachment;
  readonly seconds?: number;
  readonly picked?: boolean;
  readonly options?: readonly Option[];
  readonly asked?: string;
  readonly language?: Language;
  readonly cursor?: number;
}

/** The answer to `GET /messages`, oldest first. */
export interface HistoryAnswer {
  readonly messages: readonly ShownMessage[];
}

/** Why a request was not taken; `unavailable` is the only one that time cures. `no_sound`: not a recording that can be played. */
export type ChatProblem = 'no_session' | 'wrong_origin' | 'bad_request' | 'too_long' | 'no_sound' | 'unavailable';

export interface ProblemAnswer {
  readonly code: ChatProblem;
}
