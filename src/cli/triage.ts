import { type Command, UsageError } from './command.ts';

const HELP = `Usage: npm run -s amaan -- triage --json          judge messages from standard input
       npm run amaan -- triage explain ["TEXT"]    say why a text is judged as it is
       npm run amaan -- triage lint [--set FILE] [--json]
       npm run amaan -- triage picks [--json]

--json    Reads one JSON object a line, {"id": …, "text": "…"}, and answers each line with one, in the same order:
          {"id", "language", "types": [{"type", "confidence"}, …], "second", "abstain", "flags", "ask", "watched", "topic"}
          and "error" where a line could not be read. Of a text the first 100,000 characters count.
explain   Takes the text from its arguments, or from standard input when there are none.
lint      Checks locales/phrases and says what to mend, then measures on a set of labelled messages (JSON lines) and
          compares with the last time. Exit code 1 when something is to be mended.
picks     What people picked after what was proposed to them, most frequent first.

Nothing here is kept but the model and, for lint, the ids and types of the set, both under DATA_DIR.`;

/** Each is read only when it is asked for, so that judging needs no database. */
const tasks: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  '--json': async (args) => await (await import('./triage/json.ts')).json(args),
  explain: async (args) => await (await import('./triage/explain.ts')).explain(args),
  lint: async (args) => await (await import('./triage/lint.ts')).lint(args),
  picks: async (args) => await (await import('./triage/picks.ts')).picks(args),
};

/** What the triage makes of messages, why, and how to make it better. */
export const triage: Command = {
  summary: 'judge messages, explain it, check the phrases',
  help: HELP,
  async run([what, ...args]) {
    const task = what !== undefined && Object.hasOwn(tasks, what) ? tasks[what] : undefined;
    if (!task) throw new UsageError('triage: say what to do: triage --json, explain "TEXT", lint or picks');
    return await task(args);
  },
};
