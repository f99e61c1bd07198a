/** The methods of the Bot API that a bot of ours calls, and all that they work on. */
import { z } from 'zod';
import { type Answer, failure, success } from './answer.ts';
import { Chats } from './chats.ts';
import { Commands } from './commands.ts';
import { Files } from './files.ts';
import { hookRequest, isLoopback, pollRequest } from './http.ts';
import type { Updates } from './updates.ts';

/** One bot as Telegram knows it. */
export class Methods {
  readonly chats = new Chats();
  readonly files = new Files();
  readonly commands = new Commands();
  readonly updates: Updates;
  /** Presses that the bot has not answered, and those that it has. */
  readonly pressed = new Set<string>();
  readonly answered: string[] = [];
  /** Hosts to which updates should have been posted and that are not on this machine. */
  readonly strays: string[] = [];
  readonly #token: string;

  constructor(token: string, updates: Updates) {
    this.#token = token;
    this.updates = updates;
  }

  /** Does what a method does. `gone` says that the caller is not there any more. */
  async call(method: string, body: unknown, gone: AbortSignal): Promise<Answer> {
    switch (method) {
      case 'getMe':
        return success({ id: Number.parseInt(this.#token, 10), is_bot: true, first_name: 'Bot', username: 'test_bot' });
      case 'getUpdates':
        return this.updates.poll(pollRequest.parse(body), gone);
      case 'setWebhook':
      case 'deleteWebhook':
        return this.#setWebhook(method === 'setWebhook' ? body : {});
      case 'sendMessage':
      case 'editMessageText':
      case 'deleteMessage':
        return this.chats.call(method, body);
      case 'answerCallbackQuery':
        return this.#answerPress(body);
      case 'getFile':
        return this.files.find(body);
      case 'setMyCommands':
        return this.commands.set(body);
      default:
        return failure(404, 'Not Found: method not found');
    }
  }

  #setWebhook(body: unknown): Answer {
    const request = hookRequest.parse(body);
    const host = request.url ? new URL(request.url).hostname : undefined;
    if (host !== undefined && !isLoopback(host)) {
      this.strays.push(host);
      return failure(400, 'Bad Request: bad webhook: this stand-in posts to the machine that it runs on only');
    }
    this.updates.setWebhook(request);
    return success(true);
  }

  #answerPress(body: unknown): Answer {
    const { callback_query_id: id } = z.object({ callback_query_id: z.string() }).parse(body);
    if (!this.pressed.delete(id)) {
      return failure(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
    }
    this.answered.push(id);
    return success(true);
  }
}
