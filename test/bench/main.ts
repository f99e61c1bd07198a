/** Measurements, each by name: `npm run bench -- NAME`. What they print are ratios within one run; machines differ. */
import { type Command, print, UsageError } from '../../src/cli/command.ts';
import { channels } from './channels/channels.ts';
import { fit } from './fit/fit.ts';
import { triage } from './triage/triage.ts';
import { turns } from './turns/turns.ts';

const benches: Readonly<Record<string, Command>> = { channels, fit, triage, turns };

function overview(): string {
  const lines = Object.entries(benches).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return ['Usage: npm run bench -- NAME [options]', '', ...lines, '', 'Every bench has --help.'].join('\n');
}

async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  const bench = benches[name];
  if (!bench || args.includes('--help')) {
    print(bench?.help ?? overview());
    return bench || name === '--help' ? 0 : 2;
  }
  return await bench.run(args);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const wrongUse = error instanceof UsageError;
    process.stderr.write(`${wrongUse ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(wrongUse ? 2 : 1);
  },
);
