/** The anytime words as Telegram offers them beside the field in which people write, in each language that has its own. */
import type { CommandList } from '../channels/telegram/commands.ts';
import type { Texts } from '../texts.ts';

/** In the order in which they are offered. Each is understood as the word it is, in every language. */
const OFFERED = ['person', 'hide', 'help', 'language', 'status', 'stop', 'erase'] as const;

/** Telegram knows languages by two letters; everybody else is shown the language that all texts fall back to. */
export function telegramCommands(texts: Texts): CommandList[] {
  const listIn = (id: string) =>
    OFFERED.map((command) => ({ command, description: texts.say(id, `system:commandList.${command}`) }));
  const own = texts.languages.filter(({ id }) => /^[a-z]{2}$/.test(id) && texts.has(id, 'system:commandList.person'));
  return [{ language: '', commands: listIn('en') }, ...own.map(({ id }) => ({ language: id, commands: listIn(id) }))];
}
