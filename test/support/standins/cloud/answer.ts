/** What the Graph API answers a call with. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in Meta's form. `retryAfter` in seconds. */
export function refusal(status: number, code: number, more: { subcode?: number; retryAfter?: number } = {}): Answer {
  const { subcode, retryAfter } = more;
  return {
    status,
    body: {
      error: {
        message: `(#${code}) Refused`,
        type: 'OAuthException',
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        error_data: { messaging_product: 'whatsapp', details: 'As the test ordered' },
        fbtrace_id: 'Trace',
      },
    },
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
  };
}
