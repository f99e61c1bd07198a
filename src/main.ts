/** The one entrance: picks a command and runs it. What is wrong is said in one line, and the exit code is not 0. */
import { type Command, print, UsageError } from './cli/command.ts';
import { ConfigError } from './config.ts';

/** Each command is read only when it is asked for: what one needs, another need not wait for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./cli/start.ts')).start,
  demo: async () => (await import('./cli/demo.ts')).demo,
  chat: async () => (await import('./cli/chat.ts')).chat,
  user: async () => (await import('./cli/user.ts')).user,
  keys: async () => (await import('./cli/keys.ts')).keys,
  triage: async () => (await import('./cli/triage.ts')).triage,
  flows: async () => (await import('./cli/flows.ts')).flows,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
};

async function overview(): Promise<string> {
  const entries = Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).summary}`);
  const lines = await Promise.all(entries);
  return ['Usage: npm run amaan -- COMMAND [options]', '', ...lines, '', 'Every command has --help.'].join('\n');
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    print(await overview());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new UsageError(`there is no command ${JSON.stringify(name)}; see npm run amaan -- --help`);
  const command = await load();
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
