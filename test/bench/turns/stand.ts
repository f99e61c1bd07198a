/** The real parts of one process on a real database, without a channel: a turn ends when its answer is committed to the outbox. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Content } from '../../../src/channels/channel.ts';
import { readConfig } from '../../../src/config.ts';
import type { Receiver } from '../../../src/conversation/receive.ts';
import type { Worker } from '../../../src/conversation/worker.ts';
import { createLogger } from '../../../src/logger.ts';
import { type Foundation, openFoundation } from '../../../src/wiring/foundation.ts';
import { createInbox, createWorker } from '../../../src/wiring/turns.ts';
import { Commits } from './commits.ts';

/** No patience: on this channel every message is a turn. */
const CHANNEL = { name: 'terminal', account: 'bench' };

/** Kept while the bench runs, so that several stands can follow each other on one database. */
const MASTER_KEY = randomBytes(32).toString('base64');

export class Stand {
  readonly foundation: Foundation;
  readonly #worker: Worker;
  readonly #receiver: Receiver;
  readonly #commits: Commits;

  private constructor(foundation: Foundation) {
    const commits = new Commits();
    this.foundation = foundation;
    this.#commits = commits;
    this.#worker = createWorker(foundation, { watch: (id) => commits.happened(id) });
    this.#receiver = createInbox(foundation, this.#worker);
  }

  /** Opens the parts on a database, with migrations. */
  static async open(databaseUrl: string): Promise<Stand> {
    const config = readConfig({ DATABASE_URL: databaseUrl, AMAAN_MASTER_KEY: MASTER_KEY, LOG_LEVEL: 'error' });
    return new Stand(await openFoundation(config, createLogger(config.LOG_LEVEL)));
  }

  /** Sends something as one person; resolves to the conversation when its turn is committed. One turn at a time for each person. */
  async say(address: string, content: Content): Promise<string> {
    const id = await this.#receiver.message(CHANNEL, { id: randomUUID(), address, content });
    await this.#commits.of(id);
    return id;
  }

  async close(): Promise<void> {
    await this.#worker.stop();
    await this.foundation.close();
  }
}
