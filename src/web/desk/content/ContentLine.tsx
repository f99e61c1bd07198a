import type { ContentAnswer, ContentLine as Line, Piece } from '../../../http/desk/api.ts';
import { useWords } from '../words.tsx';

interface Props {
  readonly line: Line;
  readonly languages: ContentAnswer['languages'];
  readonly limit: number;
}

/** One text in all languages; what is filled in is marked. */
export function ContentLine({ line, languages, limit }: Props) {
  const { t } = useWords();
  return (
    <article className="content-line">
      <h2 dir="ltr">
        {line.file}:{line.key}
      </h2>
      <div className="content-texts">
        {languages.map(({ id, name, direction }, index) => {
          const { pieces, length, problem } = line.texts[index] ?? { pieces: [], length: 0, problem: 'missing' };
          return (
            <section key={id} className="content-text" lang={id} dir={direction} data-problem={problem ?? undefined}>
              <h3>{name}</h3>
              <p className="words">
                {pieces.map((piece, position) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change places.
                  <PieceOfText key={position} piece={piece} />
                ))}
              </p>
              {problem && (
                <p>
                  <PageWords text={problem === 'missing' ? t('content.missing') : t('content.long', { count: length, limit })} />
                </p>
              )}
            </section>
          );
        })}
      </div>
    </article>
  );
}

/** In the language of the page, amid a text of another. */
function PageWords({ text }: { text: string }) {
  const { language } = useWords();
  return (
    <span className="content-problem" lang={language} dir="auto">
      {text}
    </span>
  );
}

function PieceOfText({ piece }: { piece: Piece }) {
  const { t, language } = useWords();
  if ('text' in piece) return piece.text;
  const { kind, name, value } = piece;
  return (
    <span className="chip" data-kind={kind} title={t(`content.${kind}`)}>
      <code dir="ltr">{name}</code>
      {value ?? (
        <i lang={language} dir="auto">
          {t('content.filled')}
        </i>
      )}
    </span>
  );
}
