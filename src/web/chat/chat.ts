/** The conversation of this tab: joins it, keeps the line open, and lets out what waits. */
import type { Language, PostedContent, SessionAnswer, ShownMessage } from '../../http/chat/shape.ts';
import { askHistory, askSession, post, postVoice } from './api.ts';
import type { Kept } from './kept.ts';
import { openLine } from './line.ts';
import { Outgoing, type PostResult, type Waiting } from './outgoing.ts';
import { patience } from './patience.ts';
import { Sounds } from './sounds.ts';
import type { Standing } from './standing.ts';
import type { Thread } from './thread.ts';

interface Parts {
  readonly kept: Kept;
  readonly thread: Thread;
  readonly standing: Standing;
  /** A session began or goes on. */
  session(answer: SessionAnswer): void;
  /** The conversation is in this language. */
  spoken(language: Language): void;
  /** A message was shown. */
  added(): void;
  /** A text comes back, because it cannot be sent as it is. */
  giveBack(text: string): void;
}

export class Chat {
  readonly #parts: Parts;
  readonly #outgoing: Outgoing;
  readonly #sounds: Sounds;
  #textLimit = Number.POSITIVE_INFINITY;
  #cursor = 0;
  #joined = false;
  #joining = false;
  #failures = 0;
  #closeLine: (() => void) | undefined;
  #lineUp = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#sounds = new Sounds(parts.kept);
    this.#outgoing = new Outgoing({
      kept: parts.kept,
      post: (body) => this.#post(body),
      pause: patience,
      changed: (waiting, state) => this.#changed(waiting, state),
    });
    for (const { body, label } of this.#outgoing.waiting) this.#showOwn(body, label);
  }

  /** Sends a text or an answer; false when a text is too long, which the person is told. */
  send(content: PostedContent, label: string): boolean {
    const { standing } = this.#parts;
    const tooLong = content.kind === 'text' && content.text.length > this.#textLimit;
    standing.say(tooLong ? 'tooLong' : undefined, this.#textLimit);
    if (tooLong) return false;
    const { body } = this.#outgoing.add(content, label);
    this.#showOwn(body, label);
    this.#letOut();
    return true;
  }

  /** Sends a recording. */
  sendVoice(sound: Blob, seconds: number): void {
    this.#parts.standing.say();
    const { body } = this.#outgoing.add({ kind: 'voice', seconds }, '');
    void this.#sounds.keep(body.id, sound);
    this.#showOwn(body, '');
    this.#letOut();
  }

  #letOut(): void {
    if (this.#joined) void this.#outgoing.run();
    else void this.join();
  }

  /** Joins the conversation: what waits goes out first, so that the history has it; then the line stays open. */
  async join(): Promise<void> {
    if (this.#joining) return;
    this.#joining = true;
    while (!this.#joined) {
      try {
        await this.#tryToJoin();
        this.#joined = true;
      } catch {
        // Whatever it was, trying again is all a page can do, and the person is told where else to turn.
        this.#parts.standing.connection = 'off';
        this.#failures += 1;
        await patience(this.#failures);
      }
    }
    this.#joining = false;
    // What was written while the history came.
    await this.#outgoing.run();
  }

  async #tryToJoin(): Promise<void> {
    const fresh = await this.#session();
    const wrote = this.#outgoing.waiting.length > 0;
    await this.#outgoing.run();
    const empty = fresh ? !wrote : await this.#restore();
    // A greeting is asked for only where nothing was said yet.
    if (empty) this.#outgoing.add({ kind: 'hello' }, '');
    this.#openLine();
  }

  /** Says whether the session is a new one. */
  async #session(): Promise<boolean> {
    const answer = await askSession();
    this.#textLimit = answer.textLimit;
    this.#parts.session(answer);
    return answer.fresh;
  }

  /** Says whether there was nothing to restore. */
  async #restore(): Promise<boolean> {
    const { messages } = await askHistory();
    this.#cursor = messages.reduce((cursor, message) => Math.max(cursor, message.cursor ?? 0), 0);
    this.#follow(messages);
    this.#parts.thread.restore(messages);
    this.#parts.added();
    return messages.length === 0;
  }

  #openLine(): void {
    this.#closeLine?.();
    const { standing, thread } = this.#parts;
    this.#closeLine = openLine(this.#cursor, {
      message: (message) => {
        this.#cursor = Math.max(this.#cursor, message.cursor ?? 0);
        this.#follow([message]);
        if (thread.show(message)) this.#parts.added();
      },
      up: () => {
        this.#failures = 0;
        this.#lineUp = true;
        standing.connection = 'on';
      },
      down: () => void this.#reopen(),
      gone: () => this.#gone(),
    });
  }

  #follow(messages: readonly ShownMessage[]): void {
    const language = messages.flatMap((message) => message.language ?? []).at(-1);
    if (language) this.#parts.spoken(language);
  }

  async #reopen(): Promise<void> {
    const { standing } = this.#parts;
    this.#lineUp = false;
    for (let open = false; this.#joined && !open; ) {
      standing.connection = this.#failures === 0 ? 'connecting' : 'off';
      this.#failures += 1;
      await patience(this.#failures);
      open = await this.#renew();
    }
    if (this.#joined) this.#openLine();
  }

  /** We were asked to forget: so does this page, and the next word begins anew. */
  #gone(): void {
    this.#joined = false;
    this.#cursor = 0;
    this.#parts.thread.clear();
    this.#parts.standing.say('erased');
  }

  async #post(body: Waiting['body']): Promise<PostResult> {
    const result = await this.#hand(body);
    if (result !== 'no_session') return result;
    // The session ended elsewhere; the message goes into a new one.
    if (!(await this.#renew())) return 'away';
    if (this.#joined) this.#openLine();
    const again = await this.#hand(body);
    return again === 'no_session' ? 'away' : again;
  }

  async #hand(body: Waiting['body']): Promise<PostResult | 'no_session'> {
    if (body.kind !== 'voice') return await post(body);
    const sound = this.#sounds.find(body.id);
    // The browser had no room to keep it over a reload.
    return sound ? await postVoice(body, sound) : 'refused';
  }

  /** Makes sure of the session; false when nobody answered. A new one has no past to continue. */
  async #renew(): Promise<boolean> {
    try {
      if (await this.#session()) this.#cursor = 0;
      return true;
    } catch {
      return false;
    }
  }

  #changed({ body, label }: Waiting, state: 'sending' | PostResult): void {
    const { thread, standing } = this.#parts;
    if (state === 'sending') thread.setDelivery(body.id, 'sending');
    if (state === 'taken') {
      thread.setDelivery(body.id, 'sent');
      standing.connection = this.#lineUp ? 'on' : 'connecting';
    }
    if (body.kind === 'voice') this.#changedVoice(body.id, state);
    if (state === 'away') {
      thread.setDelivery(body.id, 'waiting');
      standing.connection = 'off';
    } else if (state === 'refused' || state === 'too_long') {
      thread.remove(body.id);
      if (body.kind === 'text') this.#parts.giveBack(label);
      if (body.kind === 'voice') standing.say('voiceLost');
      else standing.say(state === 'refused' ? 'notTaken' : 'tooLong', this.#textLimit);
    }
  }

  #changedVoice(id: string, state: 'sending' | PostResult): void {
    const { standing } = this.#parts;
    if (state === 'taken' || state === 'refused' || state === 'too_long') this.#sounds.drop(id);
    if (state === 'taken') standing.say();
    // Said only where it matters: while it waits, in a browser that would lose it.
    if (state === 'away' && !this.#sounds.survives(id)) standing.say('voiceNotKept');
  }

  #showOwn(body: Waiting['body'], text: string): void {
    const { id, kind } = body;
    if (kind === 'hello') return;
    const more = kind === 'voice' ? { media: 'voice' as const, seconds: body.seconds } : { picked: kind === 'option' };
    this.#parts.thread.showOwn({ id, text, ...more });
  }
}
