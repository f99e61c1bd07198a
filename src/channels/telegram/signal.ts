/** The one place where types have to be talked over: grammY's types know only the `AbortSignal` of a package from before Node had its own. */
import type { Api } from 'grammy';

type GrammySignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** A signal as grammY wants it. It uses nothing of a signal but `aborted` and its event, which Node's own has. */
export function toGrammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}
