/**
 * The words of the engine, each defined once.
 *
 * A *flow* is a state machine that holds one conversation. It is moved by an *incoming* (what a person or the desk
 * did) and answers with *effects* (what should happen), as data: the engine itself does nothing. What has to be
 * remembered between two turns is a *save*.
 */

/** A language people read us in: the name of a folder under `locales/`, such as `ur-Latn`. */
export type Language = string;

/** How soon a person must be there, most urgent first. Source: the helpline's screening practice. */
export const URGENCIES = ['emergency', 'high', 'normal', 'low'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What raises a conversation above its type's own urgency, and what triage learns to hear. */
export const FLAGS = ['danger', 'self_harm', 'minor', 'deadline'] as const;
export type ScreenedFlag = (typeof FLAGS)[number];

/**
 * What a case carries. `watched`: the words tell of being watched in ways that may or may not be so. It needs calm, is counted by
 * itself and never shown to the person.
 */
export type Flag = ScreenedFlag | 'watched';

/** Words that work at any time, whatever was asked. */
export const COMMANDS = ['person', 'back', 'restart', 'language', 'help', 'hide', 'stop', 'erase', 'status'] as const;
export type Command = (typeof COMMANDS)[number];

/** What a person can send that is not text. Its content is never opened by the bot. */
export const ATTACHMENTS = [
  'voice',
  'picture',
  'video',
  'file',
  'sticker',
  'location',
  'contact',
  'poll',
  'call',
  'unknown',
] as const;
export type Attachment = (typeof ATTACHMENTS)[number];

/** What a person told us so far, by question name. Values are option ids or the person's own words. */
export type Answers = Readonly<Record<string, string>>;

/** A complaint type the text may be about. `confidence` is 0 to 1. */
export interface Proposal {
  readonly type: string;
  readonly confidence: number;
}

/** The flags that call a person at once. */
export type GraveFlag = Extract<Flag, 'danger' | 'self_harm'>;

/** What people ask or say in the middle of everything, whatever was asked of them. `intruder`: somebody else holds the phone or comes to it. */
export const TOPICS = [
  'family',
  'free',
  'who',
  'robot',
  'police',
  'how_long',
  'pictures',
  'person',
  'thanks',
  'bye',
  'greeting',
  'intruder',
  'safe_now',
] as const;
export type Topic = (typeof TOPICS)[number];

/** What a text says beside its words: somebody is under 18, somebody set a time limit, a fear of being watched. Good until the person says otherwise. */
export type Cues = readonly Extract<Flag, 'minor' | 'deadline' | 'watched'>[];

/** Where an opened case stands, as its complainant may be told. `kept`: open, but nobody is asked to look at it, because the person left the line. */
export type CaseStatus = 'waiting' | 'with_associate' | 'kept' | 'closed';

/** What moves a conversation by one step. Named as nouns; a choice is one event type per option so that flows read as scripts. */
export type Incoming =
  | { readonly type: 'hello' }
  | { readonly type: 'answer'; readonly text: string; readonly proposals: readonly Proposal[]; readonly cues?: Cues }
  | { readonly type: `choice.${string}` }
  | { readonly type: 'choices'; readonly ids: readonly string[] }
  /** A voice message: as good as words wherever words are an answer, although only a person can listen to it. */
  | { readonly type: 'voice' }
  | { readonly type: 'attachment'; readonly kind: Exclude<Attachment, 'voice'> }
  /** "I would rather not say": leads on from every question, whether or not it is among the options. */
  | { readonly type: 'skip' }
  | { readonly type: `command.${Command}` }
  | {
      readonly type: 'danger' | 'selfHarm';
      readonly text: string;
      readonly proposals?: readonly Proposal[];
      readonly cues?: Cues;
    }
  /** Words that may mean danger or self-harm: asked about where the flow can, an `answer` everywhere else. */
  | {
      readonly type: 'worry';
      readonly flags: readonly GraveFlag[];
      readonly text: string;
      readonly proposals: readonly Proposal[];
      readonly cues?: Cues;
    }
  /** A short message that mainly asks or says one thing of its own: met with it where the flow can, an `answer` everywhere else. */
  | {
      readonly type: 'asks';
      readonly topic: Topic;
      /** What the words may mean as well, only with `intruder`: whoever came would read a question about it. */
      readonly flags?: readonly GraveFlag[];
      readonly text: string;
      readonly proposals: readonly Proposal[];
      readonly cues?: Cues;
    }
  /** An earlier message says something else now. */
  | { readonly type: 'corrected'; readonly before: string; readonly after: string; readonly proposals?: readonly Proposal[] }
  /** An earlier message, which said this, was taken back. */
  | { readonly type: 'revoked'; readonly text: string }
  /** Somebody writes after a long silence; comes before what was written. */
  | { readonly type: 'returned' }
  | { readonly type: 'empty' }
  /** A number that is in no list; it may still say something, such as an age. */
  | { readonly type: 'outOfRange'; readonly number?: number }
  | { readonly type: 'stale' }
  | { readonly type: 'silence' }
  | { readonly type: 'languageHeard'; readonly language: Language }
  /** The languages there are, in the order they are offered in. */
  | { readonly type: 'languages'; readonly ids: readonly Language[] }
  | { readonly type: 'caseOpened'; readonly reference: string; readonly pin: string }
  /** `place` counts from 1; `opensIn` is minutes until somebody is there, 0 in opening hours. */
  | { readonly type: 'placed'; readonly place: number; readonly opensIn: number }
  /** `own`: it is this conversation's own newest case, and not one of another chat. */
  | { readonly type: 'caseFound'; readonly status: CaseStatus; readonly place: number; readonly own: boolean }
  | { readonly type: 'caseMissing' }
  /**
   * `late`: the person has not written for so long that an unasked line could reach somebody else. `recent`: they wrote a moment ago
   * and hold the phone, whatever the hour.
   */
  | { readonly type: 'claimed' | 'released' | 'closed'; readonly late?: boolean; readonly recent?: boolean };

/** What a flow may ask for. One handler per type in `src/effects/`. */
export type Effect =
  | {
      /** Say a text. `options` are what may be picked next, by id; their labels stand beside the key. */
      readonly type: 'say';
      readonly key: string;
      readonly values?: Readonly<Record<string, string>>;
      readonly options?: readonly string[];
    }
  /** Look up which languages there are; answered by `languages` in the same turn. */
  | { readonly type: 'findLanguages' }
  /** From now on speak this language. */
  | { readonly type: 'speak'; readonly language: Language }
  /** Open a case with what is known; answered by `caseOpened` in the same turn. */
  | {
      readonly type: 'openCase';
      readonly answers: Answers;
      readonly flags: readonly Flag[];
      readonly urgency: Urgency;
      /** The reference of the case that this one goes on with, found before by reference and PIN. */
      readonly follows?: string;
    }
  /** Write later answers into the case that is open already. `follows` as it was when the case was opened. */
  | {
      readonly type: 'updateCase';
      readonly answers: Answers;
      readonly flags: readonly Flag[];
      readonly urgency: Urgency;
      readonly follows?: string;
    }
  /** Put the conversation into the queue, or raise its urgency there; answered by `placed` in the same turn. */
  | { readonly type: 'handOff'; readonly urgency: Urgency }
  /** Look up the place in the queue and the hours as they are now; answered by `placed` in the same turn. */
  | { readonly type: 'findPlace'; readonly urgency: Urgency }
  /** Take the conversation out of the queue again, because the person said so. */
  | { readonly type: 'withdraw' }
  /** Tell the desk about danger words in a chat that an associate already has. */
  | { readonly type: 'alarm'; readonly flag: Flag }
  /** Look a case up by what the person typed, or this conversation's own when both are empty; answered by `caseFound` or `caseMissing` in the same turn. */
  | { readonly type: 'findCase'; readonly reference: string; readonly pin: string }
  /** Send `silence` after so many minutes: unless somebody wrote meanwhile, or `anyway`. Replaces an earlier wait. */
  | { readonly type: 'wait'; readonly minutes: number; readonly anyway?: boolean }
  /** Note what was proposed and what the person made of it, so that the proposals get better. `score` is that of the first, 0 to 1. */
  | {
      readonly type: 'notePick';
      readonly predicted: readonly string[];
      readonly picked: readonly string[];
      readonly score: number;
    }
  /** Destroy everything this conversation left with us. */
  | { readonly type: 'erase' };

/** A conversation between two turns: which flow, which version of it, and the machine's own snapshot as plain JSON. */
export interface Save {
  readonly flow: string;
  readonly version: number;
  readonly snapshot: unknown;
}
