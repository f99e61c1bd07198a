/** What every command of the command line is made of. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints: usage and options. */
  readonly help: string;
  /** Runs with the arguments after the command's name; resolves to the exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** Bad input to a command: printed as one line, exit code 2. */
export class UsageError extends Error {}

/** Writes one line to standard output, where the results of a command go. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
