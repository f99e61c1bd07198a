/** Persons who write to the bot on Telegram and go on when they have been answered, however long that takes. */
import type { SeenMessage } from './chats.ts';
import type { TelegramServer } from './server.ts';

/** One thing a person sends: words, or the option with this id under the newest question. */
export type Line = { readonly words: string } | { readonly press: string };

/**
 * Sends the lines one by one, each when the one before has been answered with a question that was not asked before. The
 * questions of a script must differ, so that a question which comes twice is not taken for the next one.
 */
export async function writeInTurn(server: TelegramServer, chat: number, lines: readonly Line[]): Promise<void> {
  const asked = new Set<string>();
  let open: SeenMessage | undefined;
  for (const line of lines) {
    if ('words' in line) server.say(chat, line.words);
    else server.press(chat, dataOf(open, line.press));
    const answer = (): SeenMessage | undefined =>
      server.sent(chat).find(({ text, options }) => options.length > 0 && !asked.has(text));
    await server.until(() => answer() !== undefined);
    open = answer();
    asked.add(open?.text ?? '');
  }
}

function dataOf(question: SeenMessage | undefined, id: string): string {
  const option = question?.options.find(({ data }) => data.endsWith(`:${id}`));
  if (!option) throw new Error(`the question has no option ${id}`);
  return option.data;
}
