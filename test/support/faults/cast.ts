/** The persons who write: some wait for each answer before they go on, others write everything at once. */
import type { Seen, StandIn } from '../standins/standin.ts';

/** One thing that a person sends: words, or an option of the newest question by its place in the list. */
export type Line = { readonly words: string } | { readonly option: number };

/** What was sent, in order; null for an option. */
export type Wrote = readonly (string | null)[];

/** Whose language is clear at once, and who is asked for it. The words differ from person to person. */
export const SCRIPTS: readonly ((name: string) => readonly Line[])[] = [
  (name) => [
    { words: `somebody made a fake profile of me, this is report ${name}` },
    { option: 0 },
    { option: 1 },
    { option: 0 },
  ],
  (name) => [{ words: `hello ${name}` }, { option: 0 }, { option: 0 }, { option: 2 }],
];
/** The scripts' numbers. */
export const KINDS = [...SCRIPTS.keys()];

/** How many lines each script has. */
export const LINES = 4;

const HASTY = [
  (name: string) => `somebody got into my account, this is message ${name}`,
  (name: string) => `and my password was changed ${name}`,
  (name: string) => `they write to my friends from there ${name}`,
  (name: string) => `what can I do now ${name}`,
];

/** Everybody who wrote on one stand-in. */
export class Cast {
  readonly #standIn: StandIn;
  readonly #wrote = new Map<string, (string | null)[]>();
  readonly #kinds = new Map<string, number>();
  #lines = 0;

  constructor(standIn: StandIn) {
    this.#standIn = standIn;
  }

  /** What everybody sent. */
  get wrote(): ReadonlyMap<string, Wrote> {
    return this.#wrote;
  }

  /** Which script a person followed; undefined for one who did not wait. */
  kindOf(person: string): number | undefined {
    return this.#kinds.get(person);
  }

  /** Who was the first to follow this script; nothing was disturbed by then in a run that begins calmly. */
  firstOf(kind: number): string {
    return [...this.#kinds].find(([, other]) => other === kind)?.[0] ?? '';
  }

  /** How many messages were sent by all together, however often each was handed over. */
  get events(): number {
    return [...this.#wrote.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** How many lines were sent by those who wait. */
  get lines(): number {
    return this.#lines;
  }

  /** A person goes through a script, each line when the one before was answered with a question that was not asked before. */
  async inTurn(person: string, kind: number): Promise<void> {
    this.#kinds.set(person, kind);
    const asked = new Set<string>();
    let open: Seen | undefined;
    for (const line of SCRIPTS[kind]?.(person) ?? []) {
      await this.#say(person, line, open);
      this.#lines += 1;
      const answer = (): Seen | undefined =>
        this.#standIn.sent(person).find(({ text, options }) => options.length > 0 && !asked.has(text));
      await this.#standIn.until(() => answer() !== undefined);
      open = answer();
      asked.add(open?.text ?? '');
    }
  }

  /** These persons go through the scripts in turn, so many at a time, until all have. */
  async allInTurn(persons: readonly string[], abreast: number): Promise<void> {
    const left = persons.entries();
    const lane = async (): Promise<void> => {
      for (const [index, person] of left) await this.inTurn(person, index % SCRIPTS.length);
    };
    await Promise.all(Array.from({ length: abreast }, lane));
  }

  /** These persons write all that they have to say, without waiting. */
  async atOnce(persons: readonly string[]): Promise<void> {
    for (const words of HASTY) for (const person of persons) await this.#say(person, { words: words(person) });
  }

  /** One person writes so many messages, without waiting; whoever followed a script has left it. */
  async flood(person: string, count: number): Promise<void> {
    this.#kinds.delete(person);
    for (let index = 0; index < count; index += 1)
      await this.#say(person, { words: `please answer me, number ${index} ${person}` });
  }

  async #say(person: string, line: Line, open?: Seen): Promise<void> {
    const wrote = this.#wrote.get(person) ?? [];
    this.#wrote.set(person, wrote);
    if ('words' in line) {
      wrote.push(line.words);
      await this.#standIn.receive(person, { kind: 'text', text: line.words });
    } else {
      const label = open?.options[line.option];
      if (label === undefined) throw new Error('the question has no such option');
      wrote.push(null);
      await this.#standIn.receive(person, { kind: 'pick', label });
    }
  }
}

/** How many messages a person sends who does not wait. */
export const HASTY_LINES = HASTY.length;
