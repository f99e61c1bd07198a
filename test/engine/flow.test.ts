import { describe, expect, test } from 'vitest';
import { assign, emit, setup } from 'xstate';
import { type Flow, peek, SaveError, start, step } from '../../src/engine/flow.ts';
import type { Effect, Incoming, Save } from '../../src/engine/protocol.ts';
import { overJson } from '../support/talk.ts';

const small = setup({
  types: {
    context: {} as { heard: number; asked: null },
    events: {} as Incoming,
    emitted: {} as Effect,
    tags: {} as 'listening' | 'silent',
  },
  actions: {
    count: assign(({ context }) => ({ heard: context.heard + 1 })),
    tell: emit(({ context }) => ({ type: 'say', key: `test:${context.heard}` })),
    fail: assign(() => {
      throw new Error('a mistake in the flow');
    }),
    act: () => {},
  },
});

const machine = small.createMachine({
  id: 'small',
  context: { heard: 0, asked: null },
  initial: 'main',
  on: { hello: { actions: 'tell' }, stale: { actions: 'act' }, outOfRange: { actions: 'fail' } },
  states: {
    main: {
      initial: 'one',
      on: { 'command.language': 'away' },
      states: {
        one: { tags: ['listening'], on: { answer: { actions: ['count', 'tell'], target: 'two' } } },
        two: { tags: ['silent'], on: { empty: '#small.end' } },
        was: { type: 'history', history: 'deep' },
      },
    },
    away: { on: { 'command.back': 'main.was' } },
    end: { type: 'final' },
  },
});

const flow: Flow = { id: 'small', version: 2, machine, upgrades: {} };
const answer: Incoming = { type: 'answer', text: 'yes', proposals: [] };
const go = (save: Save, incoming: Incoming) => step(flow, overJson(save), incoming);
const begin = () => start(flow, { language: 'en', certain: true });
const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof SaveError) return error.reason;
    throw error;
  }
  return 'none';
};

describe('the pure engine', () => {
  test('a finished conversation is refused instead of moved', () => {
    const ended = go(go(begin().save, answer).save, { type: 'empty' });
    expect(reasonOf(() => go(ended.save, { type: 'hello' }))).toBe('finished');
    expect(reasonOf(() => peek(flow, ended.save))).toBe('finished');
  });

  test('a save remembers where a pause returns to', () => {
    const paused = go(go(begin().save, answer).save, { type: 'command.language' });
    const returned = go(paused.save, { type: 'command.back' });
    expect(returned.silent).toBe(true);
    expect(go(returned.save, { type: 'empty' }).handled).toBe(true);
  });

  test('a turn that only speaks counts as handled, one that is not expected does not', () => {
    expect(go(begin().save, { type: 'hello' })).toMatchObject({ handled: true, effects: [{ type: 'say', key: 'test:0' }] });
    const unexpected = go(begin().save, { type: 'claimed' });
    expect(unexpected).toMatchObject({ handled: false, effects: [] });
    expect(unexpected.save).toEqual(begin().save);
  });

  test('effects are plain data that survive JSON, with what was remembered a moment before', () => {
    const { effects } = go(begin().save, answer);
    expect(effects).toEqual([{ type: 'say', key: 'test:1' }]);
    expect(JSON.parse(JSON.stringify(effects))).toEqual(effects);
  });

  test('a flow that does anything but emit is a mistake', () => {
    expect(() => go(begin().save, { type: 'stale' })).toThrow('may only emit');
  });

  test('a flow that fails throws, with the cause', () => {
    expect(() => go(begin().save, { type: 'outOfRange' })).toThrow(/flow small failed|a mistake in the flow/);
  });

  test('a save of another flow, a newer build, or broken data is refused with its reason', () => {
    const { save } = begin();
    expect(reasonOf(() => go({ ...save, flow: 'other' }, answer))).toBe('foreign');
    expect(reasonOf(() => go({ ...save, version: 3 }, answer))).toBe('newer');
    expect(reasonOf(() => go({ ...save, version: 1 }, answer))).toBe('broken');
    expect(reasonOf(() => go({ ...save, snapshot: { value: 'nowhere' } }, answer))).toBe('broken');
  });

  test('an older save is upgraded step by step before it moves', () => {
    const rename = (snapshot: unknown): unknown => JSON.parse(JSON.stringify(snapshot).replaceAll('"uno"', '"one"'));
    const upgrading: Flow = { ...flow, upgrades: { 0: (snapshot) => snapshot, 1: rename } };
    const old = JSON.parse(JSON.stringify({ ...begin().save, version: 0 }).replaceAll('"one"', '"uno"')) as Save;
    const moved = step(upgrading, old, answer);
    expect(moved).toMatchObject({ handled: true, silent: true, save: { version: 2 } });
  });

  test('the save tells whether a story is being told and whether a person has the chat', () => {
    const first = begin();
    expect(peek(flow, first.save)).toEqual({ asked: null, listening: true, silent: false, away: false });
    expect(peek(flow, go(first.save, answer).save)).toEqual({ asked: null, listening: false, silent: true, away: false });
  });
});
