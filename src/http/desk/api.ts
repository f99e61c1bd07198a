/** The desk's API as the page sees it: all types and nothing else, so that both sides agree. */
import type { ContentAnswer, ContentFile, ContentLine, ContentText } from '../../desk/content/content.ts';
import type { Piece } from '../../desk/content/pieces.ts';
import type { LineView, LinkCode } from '../../desk/lines.ts';
import type { Outcome } from '../../desk/outcomes.ts';
import type { RefusalCode } from '../../desk/refusal.ts';
import type { Reply } from '../../desk/relay.ts';
import type { Viewer } from '../../desk/viewer.ts';
import type { AlertView, CaseView, Claimed, ConversationView, FollowedView, Queue, Waiting } from '../../desk/views.ts';

export type { Mark } from '../../channels/channel.ts';
export type { ShownFile, TranscriptEntry } from '../../conversation/transcript.ts';
export type { Flag, Language, Urgency } from '../../engine/protocol.ts';
/** `GET /oncall`, `POST /oncall/groups`, `POST /oncall/browser/test`. */
export type { CodeView, GroupView, OncallView, TestOutcome } from '../../oncall/places.ts';
/** `GET /content`, with `?file=` or `?search=`. */
export type {
  AlertView,
  CaseView,
  Claimed,
  ContentAnswer,
  ContentFile,
  ContentLine,
  ContentText,
  ConversationView,
  FollowedView,
  LineView,
  LinkCode,
  Outcome,
  Piece,
  Queue,
  Reply,
  Viewer,
  Waiting,
};

/** Every answer that is not a success. The page words the code. */
export interface DeskError {
  readonly error: RefusalCode | 'wrong_password';
}

/** `POST /handoffs/:id/claim` and `POST /claim-next`. */
export interface ClaimAnswer {
  readonly conversationId: string;
}

/** `GET /lines`. */
export interface LinesAnswer {
  readonly lines: readonly LineView[];
}

/** `GET /alerts`. */
export interface AlertsAnswer {
  readonly alerts: readonly AlertView[];
}

/**
 * `GET /stream`, as server-sent events. `ready`, `queue` and `lines` carry nothing, `chat` a conversation id, `signedOut` ends
 * the stream. They say that something is new; the page fetches it.
 */
export type StreamEvent = 'ready' | 'queue' | 'chat' | 'lines' | 'beat' | 'signedOut';
