/** A channel, the program on it, and the persons who write: from the first start to the count at the end. */
import type { DataDir } from '../dataDir.ts';
import { Cast } from './cast.ts';
import { straysIn } from './connections.ts';
import { type Counted, count } from './count.ts';
import { DISTURBANCE, type FaultLine } from './line.ts';
import { Lives } from './lives.ts';
import { poll } from './poll.ts';
import { quiet, worked } from './quiet.ts';
import { loseHope, watchRows } from './watch.ts';

/** What became of everything. `errors` that were logged while nobody touched the database, `strays` hosts elsewhere that were asked for. */
export interface Outcome extends Counted {
  readonly errors: number;
  readonly strays: number;
  readonly exit: number | null;
  /** Messages of which a platform could not tell, and time passed. */
  readonly hopeless: number;
}

export class Scene {
  readonly line: FaultLine;
  readonly cast: Cast;
  readonly lives: Lives;
  readonly #dir: DataDir;
  /** Messages that were worked in earlier scenes. */
  #before = 0;
  readonly #over = new AbortController();
  #hopeless: Promise<number> = Promise.resolve(0);

  constructor(line: FaultLine, dir: DataDir) {
    this.line = line;
    this.cast = new Cast(line.standIn);
    this.lives = new Lives(line, dir);
    this.#dir = dir;
  }

  /** Starts the program, and begins to note what becomes of each row. */
  async open(): Promise<void> {
    const { line, lives } = this;
    const program = lives.start();
    await line.join(program);
    await program.logged('amaan started');
    await watchRows(lives.sql());
    this.#before = await worked(lives.sql());
    if (line.patient) this.#hopeless = hurry(lives, this.#over.signal);
  }

  /** From now on messages come twice and out of order. */
  disturb(): void {
    this.line.standIn.disturb(DISTURBANCE);
  }

  /** Waits until everything is done, ends the program in good order, and counts. */
  async close(): Promise<Outcome> {
    const { line, lives, cast } = this;
    line.standIn.mend();
    await lives.during(quiet(() => lives.sql(), line, this.#before + cast.events));
    this.#over.abort();
    const hopeless = await this.#hopeless;
    const exit = await lives.end();
    return {
      ...(await count(line, cast, lives.sql(), this.#dir.keyring())),
      errors: lives.errors,
      strays: line.standIn.strays().length + straysIn(this.#dir.path).length,
      exit,
      hopeless,
    };
  }
}

/** So many names. Their numbers are so long that nobody takes them for an age. */
export function names(what: string, howMany: number): string[] {
  return Array.from({ length: Math.round(howMany) }, (_, index) => `${what}-${100_000 + index}`);
}

/** Lets time pass wherever the program waits for a platform to tell what became of a message. Gives how often. */
async function hurry(lives: Lives, over: AbortSignal): Promise<number> {
  let hopeless = 0;
  const look = async (): Promise<boolean> => {
    hopeless += await loseHope(lives.sql());
    return false;
  };
  await poll(look, () => over.aborted);
  return hopeless;
}
