/**
 * Takes in the files that came with messages on one channel account: fetched from the platform part by part, sealed at
 * once, and never in one piece on a disk or in the database. What cannot be fetched now is tried again.
 */
import { createHash } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import {
  dueMedia,
  erasePictures,
  keepPart,
  markNotFetched,
  markStored,
  minorKnown,
  type WaitingMedia,
} from '../../db/queries/media.ts';
import type { Signals } from '../../db/signals.ts';
import { type Channel, FetchError, type FetchFailure, LARGEST_FILE } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { openJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import { inParts, sealPart } from './file.ts';
import { typeToKeep } from './fileKind.ts';

interface CollectorParts {
  readonly channel: Pick<Channel, 'name' | 'account' | 'fetch' | 'health'>;
  readonly database: Database;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Files that are looked up at once. They are fetched one after the other, so that memory does not grow with them. */
const BATCH = 20;

const MINUTE = 60_000;

/** Before a file is asked for again of a line that is away. Milliseconds. */
const AWAY = 30_000;

/** Before the second attempt, the third and so on. Milliseconds; after the last of them it is given up. */
const PAUSES = [2_000, 10_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE, 12 * 60 * MINUTE];

/** It is not what it came as, so it is not kept. */
type Refused = 'disguised';

export class Collector {
  readonly #parts: CollectorParts;
  #working: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(parts: CollectorParts) {
    this.#parts = parts;
  }

  /** Says that a file may wait. Returns at once. */
  wake(): void {
    this.#again = true;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      if (this.#again && !this.#stopped) this.wake();
    });
  }

  /** Looks for files nobody was woken for: leftovers of a crash and retries that are due. */
  async sweep(): Promise<void> {
    this.wake();
    await this.#working;
  }

  /** Resolves when nothing is being fetched. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Leaves what is in hand to the next process: its parts are written over then. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    const { database, channel, clock, log } = this.#parts;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        for (const file of await dueMedia(database.sql, channel, clock(), BATCH)) {
          if (this.#stopped) return;
          await this.#collect(file);
          this.#again = true;
        }
      } catch (error) {
        log.error({ error, channel: channel.name }, 'files not fetched');
        return;
      }
    }
  }

  async #collect(file: WaitingMedia): Promise<void> {
    const { database, signals, log, channel } = this.#parts;
    const { conversationId: conversation } = file;
    try {
      // It may have become known only after the message was taken in.
      if (file.kind !== 'voice' && (await minorKnown(database.sql, conversation)))
        await erasePictures(database.sql, conversation);
      else await this.#fetch(file);
    } catch (error) {
      const reason = error instanceof FetchError || error instanceof Unfit ? error.reason : 'failed';
      // While the line is away it is not the file's fault, however long that is.
      const away = channel.health().state !== 'ready' && (reason === 'unreachable' || reason === 'misconfigured');
      const retry = away ? this.#after(AWAY) : reason === 'disguised' ? null : this.#retryAt(reason, file.attempts);
      // When the database is away this fails as well, and the file waits as it did.
      await markNotFetched(database.sql, file.id, { reason, dueAt: retry, counts: !away });
      log.warn({ conversation, channel: channel.name, reason, again: retry !== null, error }, 'file not fetched');
    }
    signals.notify('chat', file.conversationId);
  }

  async #fetch({ id, conversationId, dataKey, kind, reference }: WaitingMedia): Promise<void> {
    const { channel, database, vault } = this.#parts;
    if (!channel.fetch) throw new FetchError('misconfigured');
    const key = vault.open(conversationId, dataKey);
    const owner = { conversationId, key, id };
    const digest = createHash('sha256');
    let type: string | undefined;
    let size = 0;
    let parts = 0;
    for await (const part of inParts(channel.fetch(openJson<string>(key, 'mediaReference', id, reference)))) {
      // The next process begins it anew.
      if (this.#stopped) return;
      size += part.length;
      if (size > LARGEST_FILE) throw new FetchError('too_large');
      if (parts === 0) type = await typeToKeep(kind, part);
      if (type === undefined) throw new Unfit('disguised');
      digest.update(part);
      await keepPart(database.sql, id, parts, sealPart(owner, parts, part));
      parts += 1;
    }
    if (type === undefined) throw new FetchError('gone');
    await markStored(database.sql, id, { type, size, digest: digest.digest(), parts });
  }

  #after(milliseconds: number): Date {
    return new Date(this.#parts.clock().getTime() + milliseconds);
  }

  /** Null when it will not get better. */
  #retryAt(reason: FetchFailure | 'failed', attempts: number): Date | null {
    if (reason === 'gone' || reason === 'too_large') return null;
    const wait = PAUSES[attempts];
    return wait === undefined ? null : this.#after(wait);
  }
}

class Unfit extends Error {
  readonly reason: Refused;

  constructor(reason: Refused) {
    super(`the file is not kept: ${reason}`);
    this.reason = reason;
  }
}
