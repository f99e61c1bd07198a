/**
 * One turn: what arrived since the last one moves the flow, and the flow's effects become a draft of everything that
 * has to be written. Writes nothing itself.
 */

import type { Ledger, Subject } from '../cases/ledger.ts';
import type { Content } from '../channels/channel.ts';
import type { Draft } from '../effects/handler.ts';
import { carryOut } from '../effects/index.ts';
import type { Said } from '../effects/said.ts';
import { type Flow, type FlowInput, peek, SaveError, type Step, start } from '../engine/flow.ts';
import { hear } from '../engine/hear.ts';
import type { Effect, Incoming, Language, Save } from '../engine/protocol.ts';
import type { Profile } from '../profile.ts';
import { joinBurst } from './burst.ts';
import type { Happening } from './changes.ts';
import type { InsideEvent } from './receive.ts';
import { Screen } from './screen.ts';
import { hearAnew, isOwnWords, type Moment, type Understanding, understand } from './understand.ts';

export interface TurnParts extends Understanding {
  readonly flow: Flow;
  readonly profile: Profile;
  readonly ledger: Ledger;
  /** Called when a save could not be continued and the conversation began anew. */
  readonly restarted: (reason: SaveError['reason']) => void;
  /** What somebody who begins to write here should know of the other channels. */
  readonly elsewhere?: (channel: string, language: Language) => string | undefined;
}

/** A conversation as it was read, before its turn. */
export interface Before extends Subject {
  readonly channel: string;
  readonly turn: number;
  readonly language: Language;
  readonly save: Save | null;
  /** When the person wrote last; null before the first message. */
  readonly heardAt: Date | null;
  /** When the first of what is worked now arrived. */
  readonly arrivedAt: Date;
}

/** The result: what to save and what to write with it. `effects` in order, for whoever watches. */
export interface Taken extends Draft {
  readonly save: Save;
  readonly listening: boolean;
  readonly away: boolean;
  readonly effects: readonly Effect[];
  /** Whether anything arrived that must not wait for a burst to end. */
  readonly urgent: boolean;
}

/** After this long somebody else may hold the phone. Milliseconds. */
const LONG_SILENCE = 12 * 3_600_000;

/** Who wrote since then has the chat open still. Milliseconds. */
const STILL_THERE = 15 * 60_000;

/** After this long nobody expects a line that was not asked for. Milliseconds. */
const NO_LONGER_WAITING = 2 * 3_600_000;

/** A flow that asks and answers itself for ever is stopped here, as a bug. */
const STEPS_A_TURN = 200;

/** Works everything that arrived, in order, as one turn. Throws on a bug in the flow; nothing is written then. */
export async function takeTurn(parts: TurnParts, before: Before, arrivals: readonly Happening[], now: Date): Promise<Taken> {
  const draft: Draft = { language: before.language, said: [], wait: null, writes: [], replies: [], erased: false };
  const turn = { subject: before, now, texts: parts.texts, profile: parts.profile, ledger: parts.ledger, draft };
  const effects: Effect[] = [];
  let current: Omit<Step, 'effects' | 'handled' | 'silent'> = resume(parts, before);
  let urgent = false;
  let steps = 0;

  const move = async (incoming: Incoming): Promise<void> => {
    steps += 1;
    if (steps > STEPS_A_TURN) throw new Error('the flow does not come to rest');
    const next = hear(parts.flow, current.save, incoming);
    current = next;
    for (const effect of next.effects) {
      effects.push(effect);
      await carryOut(effect, turn);
    }
    for (const reply of draft.replies.splice(0)) await move(reply);
  };

  const screen = new Screen(current.asked);
  const moment = (): Moment => ({ asked: current.asked, language: draft.language, listening: current.listening });
  const ownWords = (text: string): boolean => isOwnWords(parts, text, moment());
  let away = before.heardAt === null ? 0 : before.arrivedAt.getTime() - before.heardAt.getTime();
  for (const arrived of joinBurst(arrivals, ownWords)) {
    if ('event' in arrived) {
      if (arrived.turn === undefined || arrived.turn === before.turn) await move(dated(arrived.event, away));
      urgent = true;
      continue;
    }
    if ('revoked' in arrived || 'corrected' in arrived) {
      for (const incoming of changed(parts, arrived)) {
        urgent ||= !isPatient(incoming);
        await move(incoming);
      }
      continue;
    }
    if (before.save === null && steps === 0) {
      const heard = firstLanguage(parts, arrived.content, before.language);
      draft.language = heard.language;
      current = start(parts.flow, heard);
    }
    if (before.save !== null && away >= LONG_SILENCE) await move({ type: 'returned' });
    away = 0;
    for (const incoming of understand(parts, arrived.content, moment())) {
      const meant = screen.pass(incoming, arrived.content, current.asked);
      urgent ||= !isPatient(incoming);
      if (meant) await move(meant);
    }
  }
  const begins = before.save === null && draft.said.length > 0 && !current.away;
  const notice = begins ? parts.elsewhere?.(before.channel, draft.language) : undefined;
  if (notice) draft.said.unshift({ text: notice, options: [], asked: '', language: draft.language });
  return {
    ...draft,
    said: lastOfEach(draft.said),
    save: current.save,
    listening: current.listening,
    away: current.away,
    effects,
    urgent,
  };
}

/** Whether it may be part of a story that is still being told. Somebody who comes to the phone, or a wish for a person, cannot wait. */
function isPatient(incoming: Incoming): boolean {
  if (incoming.type === 'asks') return incoming.topic !== 'intruder' && incoming.topic !== 'person';
  return ['answer', 'worry', 'voice', 'attachment', 'corrected', 'revoked'].includes(incoming.type);
}

/** An earlier message that says something else now. Words of danger are heard as such, wherever they were put in. */
function changed(parts: TurnParts, happening: Extract<Happening, { corrected: unknown } | { revoked: unknown }>): Incoming[] {
  if ('revoked' in happening) return [{ type: 'revoked', text: happening.revoked.before }];
  const { before, after } = happening.corrected;
  const heard = hearAnew(parts, after);
  if (heard.type === 'danger' || heard.type === 'selfHarm' || heard.type === 'worry') {
    return [{ type: 'revoked', text: before }, heard];
  }
  return [{ type: 'corrected', before, after, ...('proposals' in heard ? { proposals: heard.proposals } : {}) }];
}

/** What the desk did, with whether the person is still there or has long gone. `away` in milliseconds. */
function dated(event: InsideEvent, away: number): Incoming {
  if (event.type === 'silence') return event;
  if (away < STILL_THERE) return { type: event.type, recent: true };
  return away < NO_LONGER_WAITING ? event : { type: event.type, late: true };
}

function resume(parts: TurnParts, before: Before): Pick<Step, 'save' | 'asked' | 'listening' | 'away'> {
  if (before.save) {
    try {
      return { save: before.save, ...peek(parts.flow, before.save) };
    } catch (error) {
      // A newer build's save waits for that build; any other that cannot be read must not end in silence.
      if (!(error instanceof SaveError) || error.reason === 'newer') throw error;
      parts.restarted(error.reason);
    }
  }
  return start(parts.flow, { language: before.language, certain: before.save !== null });
}

/** The first words tell which language to begin in. */
function firstLanguage(parts: TurnParts, content: Content, fallback: Language): FlowInput {
  const text = content.kind === 'text' ? content.text : content.kind === 'attachment' ? (content.caption ?? '') : '';
  const { language, certain } = parts.triage.judge(text);
  return { language: language ?? fallback, certain };
}

/** Several messages that fit nowhere get one answer, not one each. */
function lastOfEach(said: readonly Said[]): Said[] {
  const texts = said.map((entry) => JSON.stringify(entry));
  return said.filter((_entry, index) => texts.lastIndexOf(texts[index] ?? '') === index);
}
