/** What a language must have before it may be offered at all, however much of the rest falls back. */

/** Files a language has as a whole: what people type, and what the program says of itself. */
export const WHOLE_FILES = ['answers.json', 'commands.json', 'language.json', 'numbers.json', 'status.json', 'system.json'];

/**
 * Texts by file, as the beginnings of their keys: the greeting, the questions about safety, help in danger and its company,
 * hiding and stopping, the menus, permission, the queue and the way to a person, and deleting.
 */
const BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  'intake.json': [
    'language.',
    'welcome.',
    'safe.ask',
    'safe.option.',
    'dangerNow.',
    'story.ask',
    'story.option.',
    'type.',
    'emergency.',
    'company.',
    'selfHarm.',
    'wonder.',
    'associate.',
    'hidden.',
    'stopped.',
    'consent.',
    'handOff.',
    'queue.',
    'erase.',
  ],
  'common.json': ['option.', 'here', 'hello', 'kept', 'notUnderstood', 'help'],
};

/** Whether a text must be there; `key` is its path within the file. */
export function isNeeded(file: string, key: string): boolean {
  if (WHOLE_FILES.includes(file)) return true;
  if (file === 'types.json') return key.endsWith('.label');
  return BEGINNINGS[file]?.some((beginning) => key.startsWith(beginning)) ?? false;
}
