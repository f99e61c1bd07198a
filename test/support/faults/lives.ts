/** The program, one life after the other, on one data folder. */
import type { Sql } from 'postgres';
import type { DataDir } from '../dataDir.ts';
import { type Program, runProgram } from '../program.ts';
import { recordingConnections } from './connections.ts';
import type { FaultLine } from './line.ts';
import { poll } from './poll.ts';

/** One life. `disturbed` when its database died under it, which it may call an error. */
interface Life {
  readonly program: Program;
  disturbed: boolean;
}

export class Lives {
  readonly #line: FaultLine;
  readonly #dir: DataDir;
  readonly #lives: Life[] = [];
  #connected: { readonly postmaster: number; readonly sql: Sql } | undefined;

  constructor(line: FaultLine, dir: DataDir) {
    this.#line = line;
    this.#dir = dir;
  }

  /** The program that runs now, or ran last. */
  get program(): Program {
    const last = this.#lives.at(-1);
    if (!last) throw new Error('nothing was started yet');
    return last.program;
  }

  /** Errors that the programs logged while nobody touched their database. */
  get errors(): number {
    const calm = this.#lives.filter(({ disturbed }) => !disturbed);
    return calm.flatMap(({ program }) => program.log().filter(({ level }) => Number(level) >= 50)).length;
  }

  /** Starts the program, beside one that may run already. */
  start(): Program {
    const program = runProgram(['start'], {
      DATA_DIR: this.#dir.path,
      HOST: '127.0.0.1',
      PORT: '0',
      ...recordingConnections(this.#dir.path),
      ...this.#line.settings,
    });
    this.#lives.push({ program, disturbed: false });
    return program;
  }

  /** Starts the program and lets messages come to it. One that is killed before they can is nobody's fault. */
  begin(): void {
    const program = this.start();
    this.#line.join(program).catch(() => undefined);
  }

  /** Kills the program without warning. */
  async kill(): Promise<void> {
    const { signal } = await this.program.end('SIGKILL');
    if (signal !== 'SIGKILL') throw new Error('the program ended before it was killed');
  }

  /** Kills the database under the program. Resolves when the program has brought it back. */
  async killDatabase(): Promise<void> {
    await this.program.logged('amaan started');
    for (const life of this.#lives) life.disturbed = true;
    const pid = this.#dir.postmaster();
    process.kill(pid, 'SIGKILL');
    await this.program.during(poll(async () => this.#dir.postmaster() !== pid && (await this.sql()`select 1`).length === 1));
  }

  /** Ends the program in good order. Gives its exit code. */
  async end(): Promise<number | null> {
    return (await this.program.end('SIGTERM')).code;
  }

  during<Result>(event: Promise<Result>): Promise<Result> {
    return this.program.during(event);
  }

  /** A connection to the database where it is now. */
  sql(): Sql {
    const postmaster = this.#dir.postmaster();
    if (this.#connected?.postmaster !== postmaster) this.#connected = { postmaster, sql: this.#dir.connect() };
    return this.#connected.sql;
  }
}
