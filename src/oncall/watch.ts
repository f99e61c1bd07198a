/**
 * Looks who has to be called and calls them. Each call goes to each group and browser once: the row that says so is
 * written before anything is sent. What may or may not have gone out is left alone for a minute and then sent again,
 * because being told twice is better than nobody knowing.
 */
import { bringUpToDate, deleteCalls, duePosts, duePushes } from '../../db/queries/oncall.ts';
import { tendBrowser } from './browsers.ts';
import { tendGroup } from './groups.ts';
import { Lanes } from './lanes.ts';
import type { WatchParts } from './parts.ts';
import { timesAt } from './times.ts';

/** Looks when it is told to. */
export class Watch {
  readonly #parts: WatchParts;
  readonly #lanes: Lanes;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#lanes = new Lanes(parts);
  }

  /** Begins to send what is due; {@link settled} tells when it is through. Rejects when the database is away. */
  async look(): Promise<void> {
    const { database, poster } = this.#parts;
    const times = timesAt(this.#parts.clock());
    await bringUpToDate(database.sql, times);
    await deleteCalls(database.sql, times.outdated);
    const posts = poster ? await duePosts(database.sql, times) : [];
    const pushes = await duePushes(database.sql, times);
    for (const [id, due] of Map.groupBy(posts, ({ groupId }) => groupId)) {
      if (poster) this.#lanes.run(`group/${id}`, () => tendGroup({ ...this.#parts, poster }, due));
    }
    for (const [id, due] of Map.groupBy(pushes, ({ subscriptionId }) => subscriptionId)) {
      this.#lanes.run(`browser/${id}`, () => tendBrowser(this.#parts, due));
    }
  }

  /** Resolves when everything that was begun is through. */
  async settled(): Promise<void> {
    await this.#lanes.idle();
  }
}
