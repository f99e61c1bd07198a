/** The answers a message offers, as buttons. Only those of the newest question can be pressed, and only once. */
import type { Language, Option } from '../../http/chat/shape.ts';
import { tongueOf } from './bubble.ts';
import { make } from './dom.ts';

interface Group {
  readonly asked: string;
  /** By the id of the option. */
  readonly buttons: ReadonlyMap<string, HTMLButtonElement>;
  /** The label of the answer that was given. */
  picked: string | undefined;
}

/** What the buttons are called together, and the language they are in. */
interface Called {
  readonly name: string;
  readonly language: Language;
}

export class Answers {
  readonly #pick: (option: Option, asked: string) => void;
  readonly #groups: Group[] = [];

  /** `pick` hears which answer of which question was pressed. */
  constructor(pick: (option: Option, asked: string) => void) {
    this.#pick = pick;
  }

  /** The buttons of a new question in a language, together called `name`; those of the questions before it are over. */
  offer(options: readonly Option[], asked: string, { name, language }: Called): HTMLElement {
    const buttons = new Map(options.map((option) => [option.id, this.#button(option, asked, language)]));
    this.#groups.push({ asked, buttons, picked: undefined });
    this.#refresh();
    const box = make('div', 'answers', ...buttons.values());
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', name);
    return box;
  }

  /** Presses an answer in the person's name, if the newest question offers it and is open. */
  press(id: string): void {
    // Nothing happens on a button that is disabled, or on none.
    this.#groups[this.#groups.length - 1]?.buttons.get(id)?.click();
  }

  /** Marks the answer to the newest question, so that it is not given twice. */
  mark(label: string | undefined): void {
    const newest = this.#groups[this.#groups.length - 1];
    for (const group of this.#groups) if (group.asked === newest?.asked) group.picked = label;
    this.#refresh();
  }

  clear(): void {
    this.#groups.length = 0;
  }

  #button(option: Option, asked: string, language: Language): HTMLButtonElement {
    const button = make('button', 'answer', option.label);
    const { lang } = tongueOf(option.label, undefined, language);
    button.type = 'button';
    button.dir = 'auto';
    button.lang = lang;
    button.addEventListener('click', () => this.#pick(option, asked));
    return button;
  }

  #refresh(): void {
    const newest = this.#groups[this.#groups.length - 1];
    for (const { asked, buttons, picked } of this.#groups) {
      for (const button of buttons.values()) {
        button.disabled = asked !== newest?.asked || picked !== undefined;
        button.classList.toggle('picked', button.textContent === picked);
      }
    }
  }
}
