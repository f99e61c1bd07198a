/** What a conversation remembers, kept small because it is saved at every turn, and what can be read from it. */
import type { Asked, FlowInput } from '../../src/engine/flow.ts';
import type { Answers, Flag, GraveFlag, Language, Proposal, Urgency } from '../../src/engine/protocol.ts';

/** One safety step. `key` is where its words stand: `${key}.text`, `${key}.explain`, `${key}.short`. */
export interface Step {
  readonly id: string;
  readonly key: string;
}

export interface Context {
  readonly language: Language;
  /** Whether the language was recognised or chosen, so that it need not be asked. */
  readonly certain: boolean;
  /** The open question. */
  readonly asked: Asked | null;
  /** How far the opening got: returning must not skip the questions about safety. */
  readonly phase: 'opening' | 'safety' | 'story';
  /** By question name. `types` is comma-separated; `story` is the person's own words. */
  readonly answers: Answers;
  /** What the story may be about, likeliest first. */
  readonly proposals: readonly Proposal[];
  readonly family: string;
  /** The safety steps as they were fitted when they began, and the position in them. */
  readonly plan: readonly Step[];
  readonly step: number;
  readonly flags: readonly Flag[];
  /** What words may have meant, until it is asked or answered. */
  readonly doubts: readonly GraveFlag[];
  /** What was asked about once already, so that it is not asked at every message. */
  readonly wondered: readonly GraveFlag[];
  /** Answers in a row that did not fit the open question. */
  readonly misses: number;
  /** Empty until a case is open. */
  readonly reference: string;
  /** Told once and then forgotten; waits here only while somebody else may hold the phone. */
  readonly pin: string;
  /** Danger words that were heard while the chat was hidden, and are answered when the person goes on. */
  readonly unanswered: Flag | '';
  readonly place: number;
  /** Minutes until somebody is there, as the person was last told; 0 when somebody is, or when that line was sent. */
  readonly opensIn: number;
  /** Who has the conversation, as far as the desk told. `released` until the person is back in the script. */
  readonly desk: 'none' | 'queued' | 'claimed' | 'released' | 'closed';
  /** The danger words that an associate's chat has answered, so that the bot speaks into it once and not at each of them. */
  readonly reassured: readonly Flag[];
  /** How urgently a person was called last; empty when none was. */
  readonly calledAs: Urgency | '';
  /** The reference typed to ask for a status, until the PIN follows. */
  readonly lookup: string;
  /** A person was asked for while somebody else might have held the phone. */
  readonly calledUnseen: boolean;
  /** The reference of a case from another conversation that this one goes on with; empty when there is none. */
  readonly follows: string;
  /** What the open case held when the person started over: set aside here, but not at the desk. */
  readonly earlier: Earlier | null;
}

/** What was told of an open case before the person started over. */
export interface Earlier {
  readonly answers: Answers;
  readonly urgency: Urgency;
}

/** The longest story that is kept here; the messages themselves are kept elsewhere. Characters. */
export const STORY_LIMIT = 2_000;

/** The longest answer in own words. Characters. */
export const ANSWER_LIMIT = 200;

/** A memory with nothing in it yet. */
export const EMPTY: Context = {
  language: 'en',
  certain: false,
  asked: null,
  phase: 'opening',
  answers: {},
  proposals: [],
  family: '',
  plan: [],
  step: 0,
  flags: [],
  doubts: [],
  wondered: [],
  misses: 0,
  reference: '',
  pin: '',
  unanswered: '',
  place: 0,
  opensIn: 0,
  desk: 'none',
  reassured: [],
  calledAs: '',
  lookup: '',
  calledUnseen: false,
  follows: '',
  earlier: null,
};

/** Forgets everything but the language. */
export function fresh({ language, certain }: FlowInput): Context {
  return { ...EMPTY, language, certain };
}

/** The items of a comma-separated list; none for an empty one. */
export function listed(text: string | undefined): readonly string[] {
  return text ? text.split(',') : [];
}

/** Adds words to the story, up to its limit. */
export function addToStory(answers: Answers, text: string): Answers {
  const words = text.trim();
  if (!words) return answers;
  const story = answers.story ? `${answers.story}\n${words}` : words;
  return { ...answers, story: story.slice(0, STORY_LIMIT) };
}
