/** What is known of a case, one fact under its name; each belongs into a `dl`. */
import type { ReactNode } from 'react';
import type { CaseView } from '../../http/desk/api.ts';
import { answerLabel, factLabel, typeLabel } from './labels.ts';
import { letters } from './letters.ts';
import { useWords } from './words.tsx';

/** Shown in a place of their own. */
const APART = ['types', 'story', 'consent'];

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Types({ types }: Pick<CaseView, 'types'>) {
  const words = useWords();
  const named = types.map((type) => typeLabel(words, type)).join(', ');
  return <Fact name={words.t('summary.types')}>{named || words.t('queue.noType')}</Fact>;
}

/** The story in the person's own words, then what was answered. */
export function Told({ answers }: Pick<CaseView, 'answers'>) {
  const words = useWords();
  const { story } = answers;
  const told = Object.entries(answers).filter(([name, answer]) => !APART.includes(name) && answer !== '' && answer !== 'skip');
  return (
    <>
      {story && (
        <Fact name={words.t('summary.story')}>
          <q {...letters(story)}>{story}</q>
        </Fact>
      )}
      {told.map(([name, answer]) => (
        <Fact key={name} name={factLabel(words, name)}>
          <span {...letters(answerLabel(words, name, answer))}>{answerLabel(words, name, answer)}</span>
        </Fact>
      ))}
    </>
  );
}
