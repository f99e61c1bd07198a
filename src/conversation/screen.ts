/**
 * Protects from two answers sent at once. The second was typed before its writer saw the question that the first one
 * led to: the same choice again is a double tap and does nothing, another one is met with the new question.
 */
import type { Content } from '../channels/channel.ts';
import { openQuestion } from '../effects/question.ts';
import type { Asked } from '../engine/flow.ts';
import type { Incoming } from '../engine/protocol.ts';

export class Screen {
  readonly #seen: Asked | null;
  readonly #chosen = new Set<string>();

  /** `asked` is the question that was open when the messages of this turn were sent. */
  constructor(asked: Asked | null) {
    this.#seen = asked;
  }

  /** What the flow should hear instead of `incoming`; null is nothing. */
  pass(incoming: Incoming, content: Content, asked: Asked | null): Incoming | null {
    const chosen = incoming.type.startsWith('choice') || incoming.type === 'stale' || incoming.type === 'skip';
    if (!chosen) return incoming;
    const key = JSON.stringify(content);
    if (this.#chosen.has(key)) return null;
    this.#chosen.add(key);
    return content.kind === 'text' && openQuestion(asked)?.token !== openQuestion(this.#seen)?.token
      ? { type: 'stale' }
      : incoming;
  }
}
