/** What the desk can refuse, and why: a closed set that the page words. */
export type RefusalCode =
  | 'signed_out'
  | 'bad_request'
  | 'bad_origin'
  | 'not_yours'
  | 'not_allowed'
  | 'not_found'
  | 'nothing_waiting'
  | 'taken'
  | 'away'
  | 'slow_down'
  | 'media_waiting'
  | 'media_away'
  | 'media_gone'
  | 'media_too_large'
  | 'media_disguised'
  | 'no_channel'
  | 'failed';

/** Thrown when an associate asked for something that cannot be; changes nothing. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(`the desk refused: ${code}`, options);
    this.code = code;
  }
}
