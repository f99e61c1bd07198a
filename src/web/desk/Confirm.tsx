import { Dialog } from './Dialog.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  /** The words on the button that does it. */
  readonly go: string;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

/** Asks once more before something that cannot be taken back by itself. */
export function Confirm({ title, text, go, confirm, cancel }: Props) {
  const { t } = useWords();
  return (
    <Dialog title={title} close={cancel}>
      <p>{text}</p>
      <div className="buttons end">
        <button type="button" className="plain" onClick={cancel}>
          {t('cancel')}
        </button>
        <button type="button" className="primary" onClick={confirm}>
          {go}
        </button>
      </div>
    </Dialog>
  );
}
