/**
 * First steps, one a message, at the person's own pace. What must not be done comes first, because it cannot be undone;
 * a summary to save comes last.
 */
import { chosenTypes, stepsFor } from './advice.ts';
import type { Context } from './context.ts';
import { ask, askBy, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const currentStep = (context: Context): string => stepsFor(context)[context.step] ?? 'S1';

const dont = (position: number) => ({
  type: 'say' as const,
  params: ({ context }: { context: Context }) => ({ key: `types:${chosenTypes(context)[position]?.key ?? 'other'}.dont` }),
});

/** `$t(…)` is i18next's way to name another text: the short forms of the steps, one a line. */
const summary = {
  type: 'say' as const,
  params: ({ context }: { context: Context }) => ({
    key: 'intake:guidance.summary',
    values: {
      steps: stepsFor(context)
        .map((id) => `• $t(steps:${id}.short)`)
        .join('\n'),
    },
  }),
};

const onward = [
  { guard: 'moreSteps' as const, actions: [{ type: 'toStep' as const, params: { by: 1 } }], target: 'step', reenter: true },
  { actions: [summary], target: 'next' },
];

export const guidance = intakeSetup.createStateConfig({
  id: 'guidance',
  initial: 'beginning',
  states: {
    beginning: {
      entry: 'firstStep',
      always: [
        { guard: 'minorPictured', actions: say('intake:guidance.nothingAccepted'), target: 'warning' },
        { actions: say('intake:guidance.intro'), target: 'warning' },
      ],
    },
    warning: {
      always: [
        { guard: 'twoTypes', actions: [dont(0), dont(1)], target: 'step' },
        { actions: dont(0), target: 'step' },
      ],
    },
    step: {
      id: 'step',
      entry: [
        ...askBy((context) => ({ key: `steps:${currentStep(context)}.text`, options: ['done', 'next', 'explain', 'person'] })),
      ],
      on: {
        'choice.done': onward.map((way) => ({ ...way, actions: ['keepDone' as const, ...way.actions] })),
        'choice.next': onward,
        'choice.explain': {
          actions: [
            ...askBy((context) => ({ key: `steps:${currentStep(context)}.explain`, options: ['done', 'next', 'person'] })),
          ],
        },
        'command.back': [
          { guard: 'laterStep', actions: { type: 'toStep', params: { by: -1 } }, target: 'step', reenter: true },
          { target: '#family' },
        ],
      },
    },
    next: {
      id: 'afterGuidance',
      entry: [...ask('intake:guidance.next.ask', ['team', 'finish'])],
      on: {
        'choice.team': '#facts',
        'choice.finish': [{ guard: { type: 'deskIs', params: { desk: 'queued' } }, target: '#queue' }, { target: '#resting' }],
        'command.back': 'step',
      },
    },
  },
});
