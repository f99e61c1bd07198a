/** The Chromium processes that show the stand-in's page, found in /proc (Linux) by the port in their arguments. */
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Its arguments, each with a blank after it: processes that Chromium copies have them in one piece. */
  readonly args: string;
}

function all(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        // The name of the program stands in parentheses, and may have blanks in it.
        const [, parent = ''] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return [{ pid: Number(name), parent: Number(parent), args }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

/** The browsers that were told to find all hosts on this port. */
export function browsers(port: number): number[] {
  const rule = `--host-resolver-rules=MAP * 127.0.0.1:${port} `;
  return all()
    .filter(({ args }) => args.includes(rule) && !args.includes(' --type='))
    .map(({ pid }) => pid);
}

/** The processes in which the pages of these browsers run. */
export function renderers(port: number): number[] {
  const roots = new Set(browsers(port));
  const processes = new Map(all().map((process) => [process.pid, process]));
  const descends = (process: Process | undefined): boolean =>
    process !== undefined && (roots.has(process.pid) || descends(processes.get(process.parent)));
  return [...processes.values()]
    .filter((process) => process.args.includes(' --type=renderer ') && descends(process))
    .map(({ pid }) => pid);
}
