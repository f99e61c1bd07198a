/** The desk's page: finds out who looks, loads their language, shows it. */
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { chosenLanguage, loadWords } from './loadWords.ts';
import { WordsProvider } from './words.tsx';

const place = document.getElementById('desk');
if (!place) throw new Error('the page has no place for the desk');
const language = chosenLanguage();
const first = await loadWords(language);
createRoot(place).render(
  <WordsProvider language={language} first={first}>
    <App />
  </WordsProvider>,
);
