import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { chat } from '../support/chatCommand.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;

test.concurrent.for([
  ['English', 'normal', ['can you help me', 'No', '2', 'somebody is using my photos', '1', 'Next', '[next]', '0']],
  ['Roman Urdu', 'high', ['salam', '3', 'nahi', 'nahi', 'mera account hack ho gaya hai', '1', 'Agla', '[next]', 'insan']],
  ['Urdu', 'normal', ['السلام علیکم', 'اردو', 'نہیں', '۲', 'کسی نے میری تصویریں لگا دی ہیں', '۱', '[next]', '۰']],
] as const)('%s: lines from a pipe walk from greeting to hand-off', async ([, urgency, lines]) => {
  const said = await chat(lines, inject('dataDir'), '--at', '2026-11-23T10:00+05:00');
  expect(said.filter(({ effect }) => effect === 'handOff')).toEqual([{ effect: 'handOff', urgency }]);
  const last = said.at(-1);
  expect(last?.from).toBe('bot');
  expect(last?.options?.map(({ id }) => id)).toEqual(['wait', 'steps', 'leave']);
});

test.concurrent('a pretended time is the helpline’s time', async () => {
  const said = await chat(['he is going to kill me tonight'], inject('dataDir'), '--at', '2026-11-23T23:00+05:00');
  expect(said).toContainEqual({ effect: 'handOff', urgency: 'emergency' });
  expect(said.some((line) => line.text?.includes('tomorrow at 09:00'))).toBe(true);
});

test.each([
  [['nope'], 2, 'there is no command "nope"'],
  [['chat', '--at', 'noon'], 2, '--at: "noon" is not a time'],
  [['chat', '--loud'], 2, "Unknown option '--loud'"],
  [['keys'], 2, 'keys: say what to do'],
  [['user', 'add', '--name', 'N'], 2, '--email: give a mail address'],
])('%j is answered in one line', async (args, code, line) => {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [err, exit] = await Promise.all([text(child.stderr), new Promise((done) => child.once('exit', done))]);
  expect(exit).toBe(code);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toContain(line);
});
