/** The commands that Telegram offers beside the field in which people write. */
import { Api, type ApiClientOptions, GrammyError } from 'grammy';
import type { LanguageCode } from 'grammy/types';
import type { Logger } from '../../logger.ts';
import { backOff, pause } from '../pause.ts';
import { toGrammySignal } from './signal.ts';

/** Waits between two tries. Milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 600_000;

/**
 * The commands for people whose Telegram speaks `language`: two letters (ISO 639-1), or none for all whose language has no
 * list of its own. `command` is 1 to 32 of a to z, digits and `_`, and comes back as that word; `description` 1 to 256
 * characters.
 */
export interface CommandList {
  readonly language: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

/** What is needed to set commands. */
export interface CommandParts {
  readonly token: string;
  readonly client: ApiClientOptions;
  readonly lists: readonly CommandList[];
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** Sets the commands beside everything else: people can write without them, so nothing waits for this. */
export class Commands {
  readonly #api: Api;
  readonly #parts: CommandParts;
  #setting: Promise<void> | undefined;

  constructor(parts: CommandParts) {
    this.#api = new Api(parts.token, parts.client);
    this.#parts = parts;
  }

  /** Begins to set all lists, each again and again until Telegram takes it or we stop. Does nothing while that goes on. */
  set(): void {
    this.#setting ??= this.#setAll().finally(() => {
      this.#setting = undefined;
    });
  }

  /** Resolves when nothing is being set. */
  async idle(): Promise<void> {
    await this.#setting;
  }

  async #setAll(): Promise<void> {
    for (const list of this.#parts.lists) await this.#insist(list);
  }

  async #insist(list: CommandList): Promise<void> {
    const { stopping, log } = this.#parts;
    for (let attempt = 0; !stopping.aborted; attempt += 1) {
      let wait = backOff(attempt, FIRST_WAIT, LONGEST_WAIT);
      try {
        await this.#api.setMyCommands(list.commands, audienceOf(list), toGrammySignal(stopping));
        return;
      } catch (error) {
        if (stopping.aborted) return;
        log.warn({ error }, 'telegram commands not set');
        if (error instanceof GrammyError) wait = Math.max(wait, (error.parameters.retry_after ?? 0) * 1_000);
      }
      await pause(wait, stopping);
    }
  }
}

/** In groups there are associates, who have no use for them. */
const SCOPE = { type: 'all_private_chats' } as const;

function audienceOf({ language }: CommandList): { scope: typeof SCOPE; language_code?: LanguageCode } {
  return { scope: SCOPE, ...(isLanguageCode(language) && { language_code: language }) };
}

function isLanguageCode(language: string): language is LanguageCode {
  return /^[a-z]{2}$/.test(language);
}
