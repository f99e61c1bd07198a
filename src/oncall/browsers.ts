/** Wakes one browser. */
import { beginPush, type DuePush, noteTaken, takeBackPush } from '../../db/queries/oncall.ts';
import { loseSubscription } from '../../db/queries/oncallPlaces.ts';
import { SendError } from '../channels/channel.ts';
import type { WatchParts } from './parts.ts';
import type { Subscription } from './push.ts';
import { timesAt } from './times.ts';

/** Serves one browser, oldest call first. Rejects with the `SendError` after which it has to rest. */
export async function tendBrowser(parts: WatchParts, due: readonly DuePush[]): Promise<void> {
  const { database, keyring, clock, pusher, log } = parts;
  for (const { callId, subscriptionId, body, channel } of due) {
    const begun = await beginPush(database.sql, { callId, subscriptionId }, timesAt(clock()));
    if (begun === undefined) continue;
    try {
      const subscription = keyring.openOwn<Subscription>('push', subscriptionId, body);
      await pusher.push(subscription, channel === null ? 'waiting' : 'down');
      await noteTaken(database.sql, begun, clock());
    } catch (error) {
      if (error instanceof SendError && error.reason === 'blocked') {
        await loseSubscription(database.sql, subscriptionId);
        log.info({ subscription: subscriptionId }, 'a browser does not want to be woken any more');
        return;
      }
      if (error instanceof SendError && !error.maybeSent) await takeBackPush(database.sql, begun);
      throw error;
    }
  }
}
