/** The real program as a child process, as an operator runs it: only the settings it is given, and everything it printed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Compiled code is kept between starts, because some tests start the program many times. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/amaan-compiled', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export type LogLine = Readonly<Record<string, unknown>>;

export interface Program {
  readonly pid: number;
  /** Everything it printed so far, on both streams. */
  printed(): string;
  /** What it printed on standard error, which is where the log goes, without the lines that are not JSON. */
  log(): readonly LogLine[];
  /** Resolves to the first log line with this message. Rejects when the program ends before. */
  logged(message: string, atLeast?: number): Promise<LogLine>;
  /** Rejects when the program ends before `event`; for what must happen while it runs. */
  during<Result>(event: Promise<Result>): Promise<Result>;
  readonly ended: Promise<Ended>;
  /** Sends a signal and resolves when the program has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Kills what is still running. */
export async function endPrograms(): Promise<void> {
  const gone = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(gone);
}

/** Starts `src/main.ts` with arguments, settings and, if given, all of its standard input. */
export function runProgram(args: readonly string[], settings: Readonly<Record<string, string>> = {}, input?: string): Program {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_COMPILE_CACHE: COMPILED, ...settings };
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const printing = new EventEmitter().setMaxListeners(0);
  const printed = { out: '', err: '' };
  running.add(child);
  child.stdin.on('error', () => {}).end(input ?? '');
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    printed.err += chunk;
    printing.emit('line');
  });
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    running.delete(child);
    printing.emit('line');
    return { code, signal };
  });
  const log = (): readonly LogLine[] => printed.err.split('\n').flatMap(readLine);
  const during = async <Result>(event: Promise<Result>): Promise<Result> =>
    await Promise.race([
      event,
      ended.then(({ code, signal }): never => {
        throw new Error(`the program ended too early (${code ?? signal})`);
      }),
    ]);
  return {
    pid: child.pid ?? 0,
    printed: () => printed.out + printed.err,
    log,
    during,
    ended,
    logged: async (message, atLeast = 1) => {
      const found = async (): Promise<LogLine> => {
        for (;;) {
          const line = log().filter(({ msg }) => msg === message)[atLeast - 1];
          if (line) return line;
          await once(printing, 'line');
        }
      };
      return await during(found());
    },
    async end(signal) {
      child.kill(signal);
      return await ended;
    },
  };
}

/** Where a started program says that it is. */
export async function urlOf(program: Program): Promise<string> {
  const { at } = await program.logged('amaan started');
  if (typeof at !== 'string') throw new Error('the program does not say where it is');
  return at;
}

function readLine(line: string): LogLine[] {
  return line.startsWith('{') ? [JSON.parse(line) as LogLine] : [];
}
