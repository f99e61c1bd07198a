/** A conversation with a flow, without database or channel: the desk's answers are given, the save goes through JSON. */
import { type Flow, type Step, start } from '../../src/engine/flow.ts';
import { hear } from '../../src/engine/hear.ts';
import type { Effect, Flag, Incoming, Language, Save, Urgency } from '../../src/engine/protocol.ts';

/** What the desk and the ledger answer in the same turn. */
export interface Surroundings {
  readonly place?: number;
  /** Minutes until somebody is there. */
  readonly opensIn?: number;
  readonly found?: Extract<Incoming, { type: 'caseFound' | 'caseMissing' }>;
}

/** What one turn produced. `said` are text keys in order. */
export interface Heard {
  readonly effects: readonly Effect[];
  readonly said: readonly string[];
  readonly handled: boolean;
}

export const REFERENCE = 'LEMON-42';
export const PIN = '7305';

/** The languages there are, as far as a flow is told. */
export const OFFERED = ['en', 'ur', 'ur-Latn', 'ps'];

/** Moves a save, read back from JSON by the caller, by one incoming and by everything that answers its effects, as one turn. */
export function turn(
  flow: Flow,
  save: Save,
  incoming: Incoming,
  around: Surroundings,
  seen: (step: Step) => void = () => {},
): Heard & { step: Step } {
  const effects: Effect[] = [];
  const waiting: Incoming[] = [incoming];
  let current: Step | undefined;
  let handled = false;
  let at = save;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    current = hear(flow, at, next);
    handled ||= current.handled;
    at = overJson(current.save);
    seen(current);
    effects.push(...current.effects);
    waiting.push(...current.effects.flatMap((effect) => answersTo(effect, around)));
  }
  if (!current) throw new Error('a turn has at least one step');
  return { step: { ...current, save: at }, effects, said: saidIn(effects), handled };
}

/** Reads a save back as a database would. */
export function overJson(save: Save): Save {
  return JSON.parse(JSON.stringify(save)) as Save;
}

export function saidIn(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => (effect.type === 'say' ? [effect.key] : []));
}

function answersTo(
  effect: Effect,
  { place = 1, opensIn = 0, found = { type: 'caseMissing' } }: Surroundings,
): readonly Incoming[] {
  if (effect.type === 'openCase') return [{ type: 'caseOpened', reference: REFERENCE, pin: PIN }];
  if (effect.type === 'handOff' || effect.type === 'findPlace') return [{ type: 'placed', place, opensIn }];
  if (effect.type === 'findLanguages') return [{ type: 'languages', ids: OFFERED }];
  return effect.type === 'findCase' ? [found] : [];
}

/** One conversation, told turn by turn. */
export class Talk {
  step: Step;
  around: Surroundings;
  readonly effects: Effect[] = [];
  readonly #flow: Flow;

  constructor(
    flow: Flow,
    around: Surroundings = {},
    input: { language: Language; certain: boolean } = { language: 'en', certain: true },
  ) {
    this.#flow = flow;
    this.around = around;
    const begun = start(flow, input);
    this.step = { ...begun, save: overJson(begun.save) };
    this.effects.push(...this.step.effects);
  }

  /** Goes on from a save of earlier. */
  static from(flow: Flow, save: Save, around: Surroundings = {}): Talk {
    const talk = new Talk(flow, around);
    talk.step = { ...talk.step, save };
    return talk;
  }

  hear(incoming: Incoming): Heard {
    const heard = turn(this.#flow, this.step.save, incoming, this.around);
    this.step = heard.step;
    this.effects.push(...heard.effects);
    return heard;
  }

  /** Picks options, one a turn; the last turn counts. */
  pick(...ids: readonly string[]): Heard {
    const turns = ids.map((id) => {
      if (!this.step.asked?.options.includes(id)) throw new Error(`${id} is not offered by ${this.step.asked?.key}`);
      return this.hear({ type: `choice.${id}` });
    });
    const last = turns.at(-1);
    if (!last) throw new Error('nothing was picked');
    return last;
  }

  write(text: string, ...types: readonly string[]): Heard {
    return this.hear({ type: 'answer', text, proposals: types.map((type, index) => ({ type, confidence: 0.9 - index / 10 })) });
  }

  get question(): string | undefined {
    return this.step.asked?.key;
  }

  /** Whether a safety step is open, in its first words. */
  get atStep(): boolean {
    return /^(steps:|guidance\/[\w-]+:steps\.)\w+\.text$/.test(this.question ?? '');
  }

  handOffs(): readonly Urgency[] {
    return this.effects.flatMap((effect) => (effect.type === 'handOff' ? [effect.urgency] : []));
  }

  /** What the desk was last told about the case. */
  lastCase(): { answers: Readonly<Record<string, string>>; flags: readonly Flag[]; urgency: Urgency } | undefined {
    return this.effects.findLast((effect) => effect.type === 'openCase' || effect.type === 'updateCase');
  }
}
