/** The answers a message offers, as buttons. Only those of the newest question can be pressed, and only once. */
import type { Option } from '../../http/chat/shape.ts';
import { scriptOf } from '../languages.ts';
import { make } from './dom.ts';

interface Group {
  readonly asked: string;
  readonly buttons: readonly HTMLButtonElement[];
  /** The label of the answer that was given. */
  picked: string | undefined;
}

export class Answers {
  readonly #pick: (option: Option, asked: string) => void;
  readonly #groups: Group[] = [];

  /** `pick` hears which answer of which question was pressed. */
  constructor(pick: (option: Option, asked: string) => void) {
    this.#pick = pick;
  }

  /** The buttons of a new question, together called `name`; those of the questions before it are over. */
  offer(options: readonly Option[], asked: string, name: string): HTMLElement {
    const buttons = options.map((option) => this.#button(option, asked));
    this.#groups.push({ asked, buttons, picked: undefined });
    this.#refresh();
    const box = make('div', 'answers', ...buttons);
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', name);
    return box;
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

  #button(option: Option, asked: string): HTMLButtonElement {
    const button = make('button', 'answer', option.label);
    button.type = 'button';
    button.dir = 'auto';
    button.lang = scriptOf(option.label);
    button.addEventListener('click', () => this.#pick(option, asked));
    return button;
  }

  #refresh(): void {
    const newest = this.#groups[this.#groups.length - 1];
    for (const { asked, buttons, picked } of this.#groups) {
      for (const button of buttons) {
        button.disabled = asked !== newest?.asked || picked !== undefined;
        button.classList.toggle('picked', button.textContent === picked);
      }
    }
  }
}
