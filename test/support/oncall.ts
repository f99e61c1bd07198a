/** The on-call watch on a test database, with a stand-in for Telegram, one for push services, and a clock that the test moves. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { createGroupPoster } from '../../src/channels/telegram/group.ts';
import type { Viewer } from '../../src/desk/viewer.ts';
import { createLinkGroup, newCode } from '../../src/oncall/link.ts';
import type { WatchParts } from '../../src/oncall/parts.ts';
import { createPusher } from '../../src/oncall/push.ts';
import { Watch } from '../../src/oncall/watch.ts';
import { loadProfile } from '../../src/profile.ts';
import { loadTexts } from '../../src/texts.ts';
import { createDatabase } from './database.ts';
import { createParts } from './seed.ts';
import { startPushServer } from './standins/push/server.ts';
import { startTelegramServer, type TelegramServer } from './standins/telegram/server.ts';
import { silent } from './telegram/harness.ts';

export const DESK = 'https://help.example/desk';

export const MINUTE = 60_000;

/** Says something in a group of this number. */
export function sayInGroup(server: TelegramServer, group: number, text: string): void {
  server.say(group, text, { chat: { id: group, type: 'supergroup', title: 'Associates' } });
}

/** The parts of one process, and what stands around it. Everything closes when the test file is done. */
export async function createOncallStage() {
  const { database, url } = await createDatabase();
  const seeds = await createParts(database);
  const [telegram, pushes] = [await startTelegramServer(), await startPushServer()];
  afterAll(async () => {
    await Promise.all([telegram.close(), pushes.close()]);
  });
  let now = Date.now();
  const poster = createGroupPoster({ token: telegram.token, apiRoot: telegram.url });
  const parts = {
    ...seeds,
    databaseUrl: url,
    clock: () => new Date(now),
    log: silent,
    texts: loadTexts(),
    profile: loadProfile(),
    deskUrl: DESK,
    poster,
    pusher: createPusher({ secret: randomBytes(32).toString('hex'), contact: 'help@helpline.example' }),
  } satisfies WatchParts & { databaseUrl: string };
  const watch = new Watch(parts);

  const addUser = async (role = 'admin'): Promise<Viewer> => {
    const id = randomUUID();
    await database.sql`insert into users (id, name, email, role) values (${id}, 'An admin', ${`${id}@desk.example`}, ${role})`;
    return { id, name: 'An admin', role: role === 'admin' ? 'admin' : 'associate' };
  };
  const admin = await addUser();
  const linkGroup = createLinkGroup(parts);
  return {
    parts,
    telegram,
    pushes,
    admin,
    addUser,
    watch,
    /** Links a group of this number, as somebody in it does. */
    async link(group: number): Promise<void> {
      sayInGroup(telegram, group, 'hello');
      await linkGroup({ address: String(group), code: (await newCode(parts, admin.id)).code });
    },
    /** What stands in a group, without what it was told as it was linked. */
    lines: (group: number): readonly string[] =>
      telegram
        .sent(group)
        .slice(1)
        .map(({ text }) => text),
    /** Looks once, and waits until what is due is done. */
    async look(other: Watch = watch): Promise<void> {
      await other.look();
      await other.settled();
    },
    /** Moves the clock. */
    pass(milliseconds: number): void {
      now += milliseconds;
    },
  };
}
