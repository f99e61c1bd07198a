/** Conversations with the intake flow up to the places that tests begin at. */
import { intake } from '../../flows/index.ts';
import { type Surroundings, Talk } from './talk.ts';

/** What somebody tells. */
export const STORY = 'somebody has my pictures and wants money for them';

/** A conversation up to its first question. */
export function begun(around: Surroundings = {}): Talk {
  const talk = new Talk(intake, around);
  talk.hear({ type: 'hello' });
  return talk;
}

/** Up to the question what happened. */
export function atStory(around: Surroundings = {}): Talk {
  const talk = begun(around);
  talk.pick('no', 'no');
  return talk;
}

/** Up to the first safety step of an adult's blackmail case. */
export function atSteps(around: Surroundings = {}): Talk {
  const talk = atStory(around);
  talk.write(STORY, 'blackmailing', 'ncii');
  talk.pick('blackmailing', 'no', 'no', 'none');
  return talk;
}

/** Through all steps. */
export function atSummary(around: Surroundings = {}): Talk {
  const talk = atSteps(around);
  while (talk.atStep) talk.pick('done');
  return talk;
}

/** Waiting in the line without permission to write, straight from the story. */
export function askedForPerson(around: Surroundings = {}): Talk {
  const talk = atStory(around);
  talk.hear({ type: 'command.person' });
  return talk;
}

/** Waiting in the line, with permission to write. */
export function inQueue(around: Surroundings = {}, safeTime = 'evening'): Talk {
  const talk = atSummary(around);
  talk.pick('team', 'enough', 'yes', safeTime, 'skip');
  return talk;
}
