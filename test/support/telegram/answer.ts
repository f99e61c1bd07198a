/** What the Bot API answers a call with. `parameters.retry_after` in seconds. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { retry_after: number };
    };

/** A call that worked. */
export function success(result: unknown): Answer {
  return { ok: true, result };
}

/** A call that was refused. `retryAfter` in seconds. */
export function failure(error_code: number, description: string, retryAfter?: number): Answer {
  return { ok: false, error_code, description, ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }) };
}
