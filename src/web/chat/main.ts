/** Puts the chat page together. */
import type { Language } from '../../http/chat/shape.ts';
import { PAGE_LANGUAGES } from '../languages.ts';
import { Chat } from './chat.ts';
import { createComposer } from './composer.ts';
import { byId } from './dom.ts';
import { armExit } from './exit.ts';
import { createKept } from './kept.ts';
import { createScroll } from './scroll.ts';
import { Standing } from './standing.ts';
import { Thread } from './thread.ts';
import { createVoice } from './voice.ts';
import { asLanguage, preferredLanguage, speak, wordsOf } from './words.ts';

const kept = createKept(() => sessionStorage);
let quickExit = 'about:blank';
armExit({ button: byId('exit', HTMLElement), kept, address: () => quickExit });

let language: Language = asLanguage(kept.get('language')) ?? preferredLanguage(navigator.languages ?? [navigator.language]);
const current = (): Language => language;
/** The language that the conversation was last in. */
let spoken: Language | undefined;

const list = byId('thread', HTMLElement);
const scroll = createScroll(byId('scroll', HTMLElement), list, byId('newer', HTMLButtonElement));
const standing = new Standing(current);
const thread = new Thread({
  list,
  language: current,
  pick(option, asked) {
    chat.send({ kind: 'option', option: option.id, asked }, option.label);
    // The pressed button is disabled now; a keyboard must not lose its place.
    if (document.activeElement === document.body) byId('scroll', HTMLElement).focus({ preventScroll: true });
    scroll.toEnd();
  },
});
const chat = new Chat({
  kept,
  thread,
  standing,
  session({ profile }) {
    quickExit = profile.quickExit;
    standing.profile = profile;
  },
  spoken(said) {
    // What was chosen on the page since stays until the conversation changes.
    if (said === spoken) return;
    spoken = said;
    turnTo(said);
  },
  added: () => scroll.added(),
  giveBack: (text) => composer.giveBack(text),
});
const composer = createComposer({
  form: byId('compose', HTMLFormElement),
  box: byId('text', HTMLTextAreaElement),
  kept,
  send(text) {
    const taken = chat.send({ kind: 'text', text }, text);
    if (taken) scroll.toEnd();
    return taken;
  },
});

const voice = createVoice({
  standing,
  words: () => wordsOf(language),
  send(sound, seconds) {
    chat.sendVoice(sound, seconds);
    scroll.toEnd();
  },
});

const choice = byId('language', HTMLSelectElement);
for (const { id, name } of PAGE_LANGUAGES) {
  const option = new Option(name, id);
  option.lang = id;
  choice.append(option);
}
choice.value = language;
choice.hidden = false;
choice.addEventListener('change', () => {
  turnTo(choice.value);
  // Choosing it here answers the question in which language to go on, while that is asked.
  thread.press(language);
});

/** Shows the whole page in another language, if it is one of ours. */
function turnTo(tag: string): void {
  const wanted = asLanguage(tag);
  if (!wanted || wanted === language) return;
  language = wanted;
  choice.value = wanted;
  kept.set('language', wanted);
  speak(wanted);
  standing.show();
  voice.show();
  thread.translate();
  scroll.toEnd();
}

byId('loading', HTMLElement).remove();
speak(language);
standing.show();
scroll.toEnd();
void chat.join();
