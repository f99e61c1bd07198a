/** What a failed turn leaves: a later attempt, or after the last one a parked message, an alert and an honest line. */
import type { Database } from '../../db/client.ts';
import { park, postpone, sayOutsideTurn } from '../../db/queries/failures.ts';
import type { WaitingConversation, WaitingRow } from '../../db/queries/turn.ts';
import type { Signals } from '../../db/signals.ts';
import type { Clock } from '../clock.ts';
import type { Said } from '../effects/said.ts';
import { spokenValues } from '../effects/values.ts';
import { sealJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import type { Profile } from '../profile.ts';
import type { Texts } from '../texts.ts';

interface Parts {
  readonly database: Database;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly texts: Texts;
  readonly profile: Profile;
}

/** Seconds before the second, third and fourth attempt. After that the message is parked. */
const PAUSES = [1, 5, 30];

/** Returns when the next attempt is due, or null when there will be none. */
export async function recordFailure(parts: Parts, conversation: WaitingConversation, row: WaitingRow): Promise<Date | null> {
  const now = parts.clock();
  const pause = PAUSES[row.attempts];
  if (pause !== undefined) {
    const until = new Date(now.getTime() + pause * 1_000);
    await parts.database.transaction((tx) => postpone(tx, row.id, until));
    return until;
  }
  const key = await parts.vault.keyOf(conversation.id);
  const body = sealJson(key, 'outbox', conversation.id, honestLine(parts, conversation, now));
  // Somebody who hid the chat must not be written to, and an inside event was written by nobody.
  const tell = row.kind === 'message' && !conversation.away;
  await parts.database.transaction(async (tx) => {
    await park(tx, row.id, conversation.id, now);
    if (tell) await sayOutsideTurn(tx, conversation.id, body, now);
  });
  for (const topic of ['outbox', 'chat', 'queue', 'inbox'] as const) parts.signals.notify(topic, conversation.id);
  return null;
}

function honestLine({ texts, profile }: Parts, { language }: WaitingConversation, now: Date): Said {
  const values = spokenValues(profile, texts, language, now);
  return { text: texts.say(language, 'system:turnFailed', values), options: [], asked: '' };
}
