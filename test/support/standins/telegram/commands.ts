/** The commands that Telegram offers to people, by the language that their Telegram speaks. */
import { z } from 'zod';
import { type Answer, failure, success } from './answer.ts';

/** One command as a person sees it. */
export interface SeenCommand {
  readonly command: string;
  readonly description: string;
}

const request = z.object({
  commands: z.array(z.object({ command: z.string(), description: z.string() })).max(100),
  language_code: z.string().default(''),
  scope: z.object({ type: z.enum(['default', 'all_private_chats']) }).default({ type: 'default' }),
});

/** The commands of one bot. */
export class Commands {
  readonly #lists = new Map<string, readonly SeenCommand[]>();

  /** `setMyCommands`. */
  set(body: unknown): Answer {
    const { commands, language_code: language, scope } = request.parse(body);
    if (!/^([a-z]{2})?$/.test(language)) return failure(400, 'Bad Request: invalid language code specified');
    if (commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command)))
      return failure(400, 'Bad Request: BOT_COMMAND_INVALID');
    if (commands.some(({ description: { length } }) => length < 1 || length > 256)) {
      return failure(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
    }
    this.#lists.set(`${scope.type}/${language}`, commands);
    return success(true);
  }

  /** What somebody is offered whose Telegram speaks this language, in the private chat or in a group. */
  offered(language: string, where: 'private' | 'group' = 'private'): readonly SeenCommand[] {
    const scopes = where === 'private' ? ['all_private_chats', 'default'] : ['default'];
    const keys = scopes.flatMap((scope) => [`${scope}/${language}`, `${scope}/`]);
    const found = keys.find((key) => this.#lists.has(key));
    return (found !== undefined && this.#lists.get(found)) || [];
  }
}
