import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { type Flow, start } from '../../src/engine/flow.ts';
import { hear } from '../../src/engine/hear.ts';
import type { Effect, Incoming } from '../../src/engine/protocol.ts';

type Kind = 'asks' | 'worry' | 'answer';

/** A flow that handles some of the three, and notes as which of them the words came. */
function flowWith(...handled: readonly Kind[]): Flow {
  const built = setup({
    types: { context: {} as { asked: null; came: string[] }, events: {} as Incoming, emitted: {} as Effect },
    actions: { note: assign(({ context, event }) => ({ came: [...context.came, event.type] })) },
  });
  const on = Object.fromEntries(handled.map((kind) => [kind, { actions: 'note' as const }]));
  return { id: 'small', version: 1, machine: built.createMachine({ context: { asked: null, came: [] }, on }), upgrades: {} };
}

/** As which of the three the words came, and whether anything handled them. */
function came(flow: Flow, incoming: Incoming): readonly unknown[] {
  const next = hear(flow, start(flow, { language: 'en', certain: true }).save, incoming);
  const { context } = next.save.snapshot as { readonly context: { readonly came: readonly string[] } };
  return [next.handled, ...context.came];
}

const words = { text: 'x', proposals: [] };
const asks: Incoming = { type: 'asks', topic: 'free', ...words };
const intruder: Incoming = { type: 'asks', topic: 'intruder', flags: ['danger'], ...words };
const worry: Incoming = { type: 'worry', flags: ['danger'], ...words };

describe('words come as the most special thing that is handled', () => {
  test.each([
    [['asks', 'worry', 'answer'], asks, 'asks'],
    [['worry', 'answer'], asks, 'answer'],
    [['asks', 'worry', 'answer'], intruder, 'asks'],
    [['worry', 'answer'], intruder, 'worry'],
    [['answer'], intruder, 'answer'],
    [['asks', 'answer'], worry, 'answer'],
  ] as const)('where %j are handled, %j comes as %s', (handled, incoming, kind) => {
    expect(came(flowWith(...handled), incoming)).toEqual([true, kind]);
  });

  test('and where nothing is handled nothing happens', () => {
    for (const incoming of [asks, intruder, worry]) expect(came(flowWith(), incoming)).toEqual([false]);
  });
});
