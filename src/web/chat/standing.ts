/** The lines around the thread: who we are, how the connection stands, what went wrong. */
import type { ChatProfile, Language } from '../../http/chat/shape.ts';
import { byId, make, showText } from './dom.ts';
import { wordsOf } from './words.ts';

export type Connection = 'connecting' | 'on' | 'off';
export type Problem = 'tooLong' | 'notTaken' | 'noMicrophone' | 'voiceNotKept' | 'voiceLost' | 'erased';

export class Standing {
  readonly #language: () => Language;
  readonly #name = byId('name', HTMLElement);
  readonly #state = byId('state', HTMLElement);
  readonly #offline = byId('offline', HTMLElement);
  readonly #privacy = byId('privacy', HTMLElement);
  readonly #problem = byId('problem', HTMLElement);
  #profile: ChatProfile | undefined;
  #connection: Connection = 'connecting';

  constructor(language: () => Language) {
    this.#language = language;
  }

  set profile(profile: ChatProfile) {
    this.#profile = profile;
    this.show();
  }

  set connection(connection: Connection) {
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.show();
  }

  /** Writes all of it in the present language. */
  show(): void {
    const words = wordsOf(this.#language());
    if (this.#profile) this.#name.textContent = capital(this.#profile.names[this.#language()] ?? '');
    this.#state.textContent = words.connection[this.#connection];
    this.#state.dataset.state = this.#connection;
    if (this.#connection === 'off') showText(this.#offline, words.connection.kept, ...this.#phone());
    else showText(this.#offline);
    showText(this.#privacy, words.privacy, ...this.#phone());
  }

  /** Says what went wrong, until the next call. `limit` in letters. */
  say(problem?: Problem, limit = 0): void {
    const words = wordsOf(this.#language());
    if (!problem) showText(this.#problem);
    else if (problem === 'erased') showText(this.#problem, words.erased);
    else showText(this.#problem, words.problem[problem].replace('{{limit}}', limit.toLocaleString('en')));
  }

  #phone(): (Node | string)[] {
    const phone = this.#profile?.phone;
    if (!phone) return [];
    const link = make('a', 'phone', phone);
    link.href = `tel:${phone.replace(/[^\d+]/g, '')}`;
    link.dir = 'ltr';
    return [` ${wordsOf(this.#language()).phone} `, link];
  }
}

/** Names are written as they stand in a sentence. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
