/** Shows the code that links an account in the terminal, for an operator who has no other screen. */
import { renderUnicodeCompact } from 'uqr';

/** Draws the code. It goes past the log on purpose: whoever has it while it is fresh can take the account. */
export function showCode(code: string, write: (text: string) => void = (text) => process.stderr.write(text)): void {
  const drawn = renderUnicodeCompact(code, { border: 2 });
  write(
    `\nWhatsApp: open Linked devices on the phone, tap "Link a device" and scan this. It changes every few seconds.\n${drawn}\n`,
  );
}
