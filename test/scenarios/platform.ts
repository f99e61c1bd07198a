/** A platform with the program on it, as the scenarios need it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { ChannelName } from '../../src/channels/channel.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { WEEKDAYS } from '../../src/profile.ts';
import type { Foundation } from '../../src/wiring/foundation.ts';
import { createFoundation } from '../support/stage.ts';
import type { Deed, StandIn } from '../support/standins/standin.ts';

/** `place` is where the conversations of this platform are, `address` the chat of a person as the channel names it. */
export interface Platform {
  readonly standIn: StandIn;
  readonly foundation: Foundation;
  readonly place: { readonly name: ChannelName; readonly account: string };
  address(person: string): string;
  /** What people do there that we are told of. */
  readonly deeds: readonly Deed['kind'][];
  /** What was offered is pressed, and a button stays when the next question comes. */
  readonly buttons: boolean;
  /** Only one person at a time is there. */
  readonly alone?: true;
  /** It takes what a person who blocked us will not get, and only says so afterwards. */
  readonly takesBlindly?: true;
  /** Whoever asks to be forgotten sees an empty chat instead of a last line. */
  readonly empties?: true;
  /** Lets this person write what is not to us alone. Resolves to the addresses at which no conversation may begin. */
  aside?(person: string): Promise<readonly string[]>;
  /** Ends the program, and then the platform. */
  close(): Promise<void>;
}

/** The parts of the program, ready to be started with these settings, for a helpline that is always open. */
export async function prepare(settings: Readonly<Record<string, string>> = {}): Promise<Foundation> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-scenario-'));
  cpSync(join(inject('dataDir'), 'triage'), join(folder, 'triage'), { recursive: true });
  const foundation = await createFoundation(systemClock);
  const { profile } = foundation;
  return {
    ...foundation,
    config: readConfig({ LOG_LEVEL: 'silent', DATA_DIR: folder, PORT: '0', ...settings }),
    profile: {
      ...profile,
      hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ['00:00', '24:00'] as [string, string]])),
      holidays: [],
    },
    async close() {
      await foundation.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
