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
  language = asLanguage(choice.value) ?? language;
  kept.set('language', language);
  speak(language);
  standing.show();
  voice.show();
  thread.translate();
  scroll.toEnd();
});

byId('loading', HTMLElement).remove();
speak(language);
standing.show();
scroll.toEnd();
void chat.join();
