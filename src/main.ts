/** The one entrance: picks a command and runs it. What is wrong is said in one line, and the exit code is not 0. */
import { chat } from './cli/chat.ts';
import { type Command, print, UsageError } from './cli/command.ts';
import { demo } from './cli/demo.ts';
import { doctor } from './cli/doctor.ts';
import { keys } from './cli/keys.ts';
import { start } from './cli/start.ts';
import { user } from './cli/user.ts';
import { ConfigError } from './config.ts';

const commands: Readonly<Record<string, Command>> = { start, demo, chat, user, keys, doctor };

function overview(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return ['Usage: npm run amaan -- COMMAND [options]', '', ...lines, '', 'Every command has --help.'].join('\n');
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    print(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands[name];
  if (!command) throw new UsageError(`there is no command ${JSON.stringify(name)}; see npm run amaan -- --help`);
  if (args.includes('--help')) {
    print(command.help);
    return 0;
  }
  return await command.run(args);
}

/** One line that says what to do; a bug keeps its stack, which names code and no person. */
function explain(error: unknown): { line: string; code: number } {
  if (error instanceof UsageError) return { line: error.message, code: 2 };
  if (error instanceof ConfigError) return { line: error.message, code: 2 };
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'))
    return { line: (error as Error).message.split('. ')[0] ?? '', code: 2 };
  return { line: error instanceof Error ? error.message : 'failed', code: 1 };
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const { line, code } = explain(error);
    process.stderr.write(`amaan: ${line}\n`);
    process.exit(code);
  },
);
