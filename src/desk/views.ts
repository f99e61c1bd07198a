/** What the desk shows, as plain data. Times are ISO 8601, UTC. */
import type { TranscriptEntry } from '../conversation/transcript.ts';
import type { Answers, Flag, Language, Urgency } from '../engine/protocol.ts';

interface Handoff {
  readonly handoffId: string;
  readonly conversationId: string;
  readonly urgency: Urgency;
  readonly flags: readonly Flag[];
  /** Complaint types, from the conversation's newest case. */
  readonly types: readonly string[];
  readonly waitingSince: string;
  readonly channel: string;
  readonly language: Language;
}

/** Somebody who waits. `place` counts from 1. */
export interface Waiting extends Handoff {
  readonly place: number;
}

/** A conversation the viewer has. */
export interface Claimed extends Handoff {
  readonly reference: string | null;
  readonly claimedAt: string;
  /** When danger words came last; null when none did since the claim. */
  readonly alarmAt: string | null;
  /** When the person last wrote. */
  readonly heardAt: string | null;
}

export interface Queue {
  readonly waiting: readonly Waiting[];
  readonly mine: readonly Claimed[];
  /** How many alerts nobody has dealt with. */
  readonly alerts: number;
}

export interface CaseView {
  readonly reference: string;
  readonly types: readonly string[];
  readonly flags: readonly Flag[];
  readonly urgency: Urgency;
  readonly answers: Answers;
  readonly mayContact: boolean;
  readonly openedAt: string;
  /** The case that it goes on with, told in another conversation, the one that that one goes on with, and so on. */
  readonly follows: readonly FollowedView[];
  /** The references of the cases that go on with it, oldest first. */
  readonly followers: readonly string[];
}

/** A case of another conversation that is one matter with the one in view. `deleted`: nothing else is known any more. */
export type FollowedView =
  | { readonly deleted: true; readonly reference: string }
  | ({ readonly deleted: false; readonly closedAt: string | null } & Pick<
      CaseView,
      'reference' | 'types' | 'flags' | 'urgency' | 'answers' | 'openedAt'
    >);

/** One conversation as its associate sees it. */
export interface ConversationView {
  readonly conversation: {
    readonly id: string;
    readonly channel: string;
    readonly language: Language;
    readonly startedAt: string;
    /** The person hid the chat, stopped it, or was told that we will not write first: replies wait until they write again. */
    readonly away: boolean;
    /**
     * The person blocked us, left the platform, or wrote so long ago that it takes nothing more to them: nothing can be sent
     * until they write again.
     */
    readonly unreachable: boolean;
    /** The channel does not work just now: replies wait until it does. */
    readonly lineAway: boolean;
  };
  /** Null when nobody has it, which only supervisors and admins see. */
  readonly handoff: { readonly id: string; readonly mine: boolean; readonly alarmAt: string | null } | null;
  readonly case: CaseView | null;
  readonly entries: readonly TranscriptEntry[];
  /** The names of the associates who wrote here, by user id. */
  readonly names: Readonly<Record<string, string>>;
}

export interface AlertView {
  readonly id: number;
  readonly kind: 'turn_failed' | 'delivery_failed' | 'channel_down' | 'group_lost';
  /** Null when the conversation was erased, and when it is about a channel. */
  readonly conversationId: string | null;
  /** The channel that is down; null for the other kinds. */
  readonly channel: string | null;
  readonly createdAt: string;
  /** Whether the viewer may say that it was dealt with. */
  readonly mayClose: boolean;
  /** Whether the viewer may open the conversation. */
  readonly open: boolean;
  /** The handoff to claim while the conversation waits in the queue; null when it does not wait. */
  readonly waiting: string | null;
  /** Which associate has the conversation; null when none does. */
  readonly holder: 'me' | 'colleague' | null;
}
