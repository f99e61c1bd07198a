import { type Command, UsageError } from './command.ts';

const HELP = `Usage: npm run amaan -- flows graph [--out FOLDER] [--flow NAME] [--language L]
       npm run amaan -- flows preview --type TYPE [--language L] [facts] [--json]

graph      Draws the flows as they are: one .mmd (Mermaid) and one .svg for each part, into docs/flows or FOLDER.
preview    Prints what a person reads about one type of complaint, in order: what not to do, the first steps with
           their explanations, the list to keep, what the team can do. Above each text stands its key. TYPE may also
           be watched, the guide for somebody who feels watched. --json: one object a line.

Facts that change the advice, for preview:
  --minor yes|no|unknown    whether somebody under 18 is in it (unknown)
  --for other               the person writes for somebody else
  --shared-phone            somebody else can read the phone
  --family                  who does it is family or partner
  --police-unsafe           police are not safe for the person

An unknown name is answered with the list of those there are, and exit code 1.`;

const tasks: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  graph: async (args) => await (await import('./flows/graph.ts')).graph(args),
  preview: async (args) => await (await import('./flows/preview.ts')).preview(args),
};

/** For editors: what the flows look like, and what they say. */
export const flows: Command = {
  summary: 'draw the flows, read what they say about a type',
  help: HELP,
  async run([what, ...args]) {
    const task = what !== undefined && Object.hasOwn(tasks, what) ? tasks[what] : undefined;
    if (!task) throw new UsageError('flows: say what to do: flows graph, or flows preview --type TYPE');
    return await task(args);
  },
};
