/** Real parts on a test's own database, and conversations that wait in the queue. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import type { Database } from '../../db/client.ts';
import { insertCase } from '../../db/queries/cases.ts';
import { upsertHandoff } from '../../db/queries/place.ts';
import { openSignals } from '../../db/signals.ts';
import { systemClock } from '../../src/clock.ts';
import { createReceiver, type Receiver } from '../../src/conversation/receive.ts';
import type { DeskParts } from '../../src/desk/parts.ts';
import { type Answers, type Flag, URGENCIES, type Urgency } from '../../src/engine/protocol.ts';
import { Keyring, sealJson } from '../../src/privacy/keyring.ts';
import { Vault } from '../../src/privacy/vault.ts';

export interface SeedParts extends DeskParts {
  readonly receiver: Receiver;
}

/** The parts that a desk needs, with fresh keys. Signals close when the test file is done. */
export async function createParts(database: Database): Promise<SeedParts> {
  const keyring = new Keyring(randomBytes(32));
  const vault = new Vault({ database, keyring, clock: systemClock });
  const signals = await openSignals(database.sql, () => {});
  afterAll(() => signals.close());
  const core = { database, keyring, vault, signals, clock: systemClock };
  return { ...core, receiver: createReceiver(core) };
}

export interface Story {
  readonly urgency?: Urgency;
  readonly flags?: readonly Flag[];
  readonly types?: readonly string[];
  readonly answers?: Answers;
  readonly text?: string;
  readonly waitingSince?: Date;
}

export interface Seeded {
  readonly conversationId: string;
  readonly handoffId: string;
  readonly address: string;
}

/** Somebody who wrote, has a case and waits for a person. */
export async function seedWaiting({ database, vault, receiver }: SeedParts, story: Story = {}): Promise<Seeded> {
  const {
    urgency = 'normal',
    flags = [],
    types = ['hacking'],
    answers = {},
    text = 'a story',
    waitingSince: now = new Date(),
  } = story;
  const address = `address-${randomUUID()}`;
  const channel = { name: 'web', account: 'web' };
  const conversationId = await receiver.message(channel, { id: randomUUID(), address, content: { kind: 'text', text } });
  const key = await vault.keyOf(conversationId);
  await insertCase(database.sql, {
    id: randomUUID(),
    conversationId,
    reference: randomBytes(4).toString('hex'),
    pinHash: randomBytes(32),
    types,
    flags,
    urgency,
    answers: sealJson(key, 'answers', conversationId, answers),
    mayContact: false,
    openedAt: now,
  });
  const handoffId = randomUUID();
  await upsertHandoff(database.sql, { id: handoffId, conversationId, urgency: URGENCIES.indexOf(urgency), now });
  return { conversationId, handoffId, address };
}
