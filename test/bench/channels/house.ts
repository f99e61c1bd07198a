/** The program in a folder of its own, opened and closed as an operator does it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultLine } from '../../support/faults/line.ts';
import { type Program, runProgram } from '../../support/program.ts';

export class House {
  readonly #line: FaultLine;
  readonly #folder = mkdtempSync(join(tmpdir(), 'amaan-bench-'));
  #program: Program | undefined;

  constructor(line: FaultLine) {
    this.#line = line;
  }

  /** The process that runs now. */
  get pid(): number {
    return this.#program?.pid ?? 0;
  }

  /** Starts the program. Resolves with the milliseconds until messages could arrive, and until the program was up without them. */
  async open(): Promise<{ whole: number; program: number }> {
    const began = performance.now();
    const program = runProgram(['start'], { DATA_DIR: this.#folder, HOST: '127.0.0.1', PORT: '0', ...this.#line.settings });
    this.#program = program;
    const up = program.logged('amaan started').then(() => performance.now());
    await this.#line.join(program);
    // The chat page is the first channel that starts, and the one that is measured the second.
    await program.logged('channel started', 2);
    const ready = performance.now();
    return { whole: ready - began, program: (await up) - began };
  }

  /** Stops it in good order. */
  async close(): Promise<void> {
    await this.#program?.end('SIGTERM');
    this.#program = undefined;
  }

  async clear(): Promise<void> {
    await this.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
