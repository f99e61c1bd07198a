/** Asks Telegram whether a token is good, without receiving anything. */
import { Api, GrammyError } from 'grammy';
import { clientOptions } from './client.ts';

/** Null when the token is good, otherwise what to do, in one line. */
export async function checkTelegram(token: string, apiRoot?: string): Promise<string | null> {
  try {
    await new Api(token, clientOptions(apiRoot)).getMe();
    return null;
  } catch (error) {
    const refused = error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
    return refused
      ? 'Telegram refuses the token; set TELEGRAM_BOT_TOKEN to the one that @BotFather gave'
      : 'Telegram does not answer; check the network, or TELEGRAM_API_ROOT';
  }
}
