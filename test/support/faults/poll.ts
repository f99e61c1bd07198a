import { setTimeout as pause } from 'node:timers/promises';

/** Between two looks. Milliseconds. */
const BETWEEN = 150;

/** Resolves when `holds` does, for what nobody tells of, such as the state of a database that may be away just now. */
export async function poll(holds: () => Promise<boolean>, giveUp: () => boolean = () => false): Promise<boolean> {
  for (;;) {
    if (await holds().catch(() => false)) return true;
    if (giveUp()) return false;
    await pause(BETWEEN);
  }
}
