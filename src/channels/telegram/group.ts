/**
 * A group of associates on Telegram, which is told when somebody urgent waits. It is not a chat of a person: nothing that
 * is said there is read but the one command that links the group.
 */
import { Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { SendError } from '../channel.ts';
import { clientOptions } from './client.ts';
import { toSendError } from './failures.ts';

/** What somebody wrote in a group to link it. `address` is the group's, `code` what an admin was shown at the desk. */
export interface GroupCommand {
  readonly address: string;
  readonly code: string;
}

/** A group that became a supergroup has a new address, and what is sent to the old one is refused. */
export class GroupMoved extends Error {
  readonly to: string;

  constructor(to: string) {
    super('the group has a new address');
    this.to = to;
  }
}

/** Writes lines into groups. `post` gives Telegram's id of the line. Both throw nothing but `SendError` and {@link GroupMoved}. */
export interface GroupPoster {
  post(address: string, text: string): Promise<string>;
  /** A line that is no longer there, or says so already, is as it should be. */
  edit(address: string, reference: string, text: string): Promise<void>;
  /** What the bot is called on Telegram, without the @; undefined when Telegram does not say. */
  botName(): Promise<string | undefined>;
}

/** A blank within the code does no harm: it is shown in two halves. */
const COMMAND = /^\/oncall(?:@\w+)?\s+(\d{4} ?\d{4})\s*$/;

/** Reads the command that links a group. Undefined for everything else, and for everything that is not in a group. */
export function readGroupCommand({ message }: Update): GroupCommand | undefined {
  if (message?.chat.type !== 'group' && message?.chat.type !== 'supergroup') return undefined;
  const [, code] = COMMAND.exec(message.text ?? '') ?? [];
  return code === undefined ? undefined : { address: String(message.chat.id), code: code.replace(' ', '') };
}

/** Makes the poster of a bot. `apiRoot` is another Bot API server than Telegram's own. */
export function createGroupPoster({ token, apiRoot }: { token: string; apiRoot?: string }): GroupPoster {
  const api = new Api(token, clientOptions(apiRoot));
  let name: string | undefined;
  return {
    async post(address, text) {
      try {
        const sent = await api.sendMessage(Number(address), text, { link_preview_options: { is_disabled: true } });
        return String(sent.message_id);
      } catch (error) {
        throw toGroupError(error);
      }
    },
    async edit(address, reference, text) {
      try {
        await api.editMessageText(Number(address), Number(reference), text, { link_preview_options: { is_disabled: true } });
      } catch (error) {
        if (!isSettled(error)) throw toGroupError(error);
      }
    },
    async botName() {
      name ??= await api.getMe().then(
        ({ username }) => username,
        () => undefined,
      );
      return name;
    },
  };
}

function toGroupError(error: unknown): Error {
  const to = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
  if (to !== undefined) return new GroupMoved(String(to));
  // Still in the group, but not allowed to write there.
  if (error instanceof GrammyError && NO_RIGHT.test(error.description)) return new SendError('blocked', { cause: error });
  return toSendError(error);
}

const NO_RIGHT = /not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED/i;

function isSettled(error: unknown): boolean {
  if (!(error instanceof GrammyError) || error.error_code !== 400) return false;
  return /message is not modified|message to edit not found|message can't be edited/i.test(error.description);
}
