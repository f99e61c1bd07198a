/** The registry of effect handlers: one for each thing a flow may ask for. */
import type { Effect } from '../engine/protocol.ts';
import { alarm } from './alarm.ts';
import { erase } from './erase.ts';
import { findCase } from './findCase.ts';
import { findLanguages } from './findLanguages.ts';
import { findPlace } from './findPlace.ts';
import type { Handler, Turn } from './handler.ts';
import { handOff } from './handOff.ts';
import { notePick } from './notePick.ts';
import { openCase } from './openCase.ts';
import { say } from './say.ts';
import { speak } from './speak.ts';
import { updateCase } from './updateCase.ts';
import { wait } from './wait.ts';
import { withdraw } from './withdraw.ts';

const handlers: { readonly [Type in Effect['type']]: Handler<Type> } = {
  say,
  speak,
  findLanguages,
  openCase,
  updateCase,
  handOff,
  findPlace,
  withdraw,
  alarm,
  findCase,
  wait,
  notePick,
  erase,
};

/** Carries one effect out on the turn's draft. */
export async function carryOut(effect: Effect, turn: Turn): Promise<void> {
  const handler = handlers[effect.type] as (effect: Effect, turn: Turn) => void | Promise<void>;
  await handler(effect, turn);
}
