/** What the Bot API answers a call with. `parameters.retry_after` in seconds. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number };
    };

/** A call that worked. */
export function success(result: unknown): Answer {
  return { ok: true, result };
}

/** A call to a group that has become a supergroup. */
export function moved(to: number): Answer {
  const description = 'Bad Request: group chat was upgraded to a supergroup chat';
  return { ok: false, error_code: 400, description, parameters: { migrate_to_chat_id: to } };
}

/** A call that was refused. `retryAfter` in seconds. */
export function failure(error_code: number, description: string, retryAfter?: number): Answer {
  return { ok: false, error_code, description, ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }) };
}
