/** Linking a group: an admin is shown a code, and somebody writes it in the group. */
import { randomInt, randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { insertCode, useCode } from '../../db/queries/oncallPlaces.ts';
import type { GroupCommand, GroupPoster } from '../channels/telegram/group.ts';
import type { Clock } from '../clock.ts';
import type { Keyring } from '../privacy/keyring.ts';
import type { Texts } from '../texts.ts';
import { groupAddress } from './groups.ts';
import { Guesses } from './guesses.ts';
import { inEach } from './lines.ts';

interface CodeParts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

interface LinkParts extends CodeParts {
  readonly texts: Texts;
  readonly poster: Pick<GroupPoster, 'post'>;
}

/** How long a code works. Milliseconds. */
const LIFE = 10 * 60_000;

const DIGITS = 8;

/** Makes a code that links one group once; the one before it does not work any more. */
export async function newCode(
  { database, keyring, clock }: CodeParts,
  userId: string,
): Promise<{ code: string; expiresAt: Date }> {
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const now = clock();
  const expiresAt = new Date(now.getTime() + LIFE);
  const row = { id: randomUUID(), codeHash: hashOf(keyring, code), userId, now, expiresAt };
  await database.transaction((tx) => insertCode(tx, row));
  return { code, expiresAt };
}

/** Answers the command in a group: links it when the code is right. Who tries too often gets no answer for a while. */
export function createLinkGroup(parts: LinkParts): (command: GroupCommand) => Promise<void> {
  const { database, keyring, clock, texts, poster } = parts;
  const guesses = new Guesses(clock);
  return async ({ address, code }) => {
    if (!guesses.allow(address)) return;
    const linked = await database.transaction((tx) =>
      useCode(tx, hashOf(keyring, code), clock(), (id) => groupAddress(keyring, id, address)),
    );
    if (linked) guesses.succeeded(address);
    await poster.post(address, inEach(texts, linked ? 'oncall:linked' : 'oncall:notLinked'));
  };
}

function hashOf(keyring: Keyring, code: string): Buffer {
  return keyring.hash('oncallCode', code);
}
