/**
 * First steps, one a message, at the person's own pace. What must not be done comes first, because it cannot be undone; a
 * summary to keep and what the team can do come last.
 */
import type { Context } from './context.ts';
import { ask, askBy, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { isSo } from './situation.ts';
import { guidanceOf } from './steps.ts';

const currentStep = ({ plan, step }: Context): string => plan[step]?.key ?? 'steps:S1';

const dont = (position: number) => ({
  type: 'say' as const,
  params: ({ context }: { context: Context }) => ({
    key: `${guidanceOf(context)[position] ?? 'guidance/other'}:dont`,
  }),
});

/** Of the first type only: two such lines would be a wall. */
const team = {
  type: 'say' as const,
  params: ({ context }: { context: Context }) => ({ key: `${guidanceOf(context)[0]}:team` }),
};

/** `$t(…)` is i18next's way to name another text: the short forms of the steps, one a line. */
const summary = {
  type: 'say' as const,
  params: ({ context }: { context: Context }) => ({
    key: isSo(context, 'shared') ? 'intake:guidance.summaryUnseen' : 'intake:guidance.summary',
    values: {
      steps: context.plan.map(({ key }) => `• $t(${key}.short)`).join('\n'),
    },
  }),
};

const onward = [
  { guard: 'moreSteps' as const, actions: [{ type: 'toStep' as const, params: { by: 1 } }], target: 'step', reenter: true },
  // A person was called already; what is left are facts for them.
  { guard: { type: 'deskIs' as const, params: { desk: 'queued' as const } }, actions: [summary, team], target: '#facts' },
  { actions: [summary, team], target: 'next' },
];

const enough = [
  { guard: { type: 'deskIs' as const, params: { desk: 'queued' as const } }, target: '#queue' },
  { target: '#resting' },
];

export const guidance = intakeSetup.createStateConfig({
  id: 'guidance',
  initial: 'beginning',
  states: {
    beginning: {
      entry: 'firstStep',
      always: [
        { guard: 'minorPictured', actions: say('intake:guidance.nothingAccepted'), target: 'warning' },
        { guard: 'feelsWatched', actions: say('intake:guidance.calm'), target: 'warning' },
        { actions: say('intake:guidance.intro'), target: 'warning' },
      ],
    },
    warning: {
      always: [
        { guard: 'twoGuides', actions: [dont(0), dont(1)], target: 'step' },
        { actions: dont(0), target: 'step' },
      ],
    },
    step: {
      id: 'step',
      entry: [
        'keepShown',
        ...askBy((context) => ({ key: `${currentStep(context)}.text`, options: ['done', 'next', 'explain', 'person'] })),
      ],
      on: {
        'choice.done': onward.map((way) => ({ ...way, actions: ['keepDone' as const, ...way.actions] })),
        'choice.next': onward,
        skip: onward,
        'choice.explain': {
          actions: [...askBy((context) => ({ key: `${currentStep(context)}.explain`, options: ['done', 'next', 'person'] }))],
        },
        'command.back': [
          { guard: 'laterStep', actions: { type: 'toStep', params: { by: -1 } }, target: 'step', reenter: true },
          { guard: 'hasSituation', target: '#situation' },
          { target: '#family' },
        ],
      },
    },
    next: {
      id: 'afterGuidance',
      entry: [...ask('intake:guidance.next.ask', ['team', 'finish'])],
      on: { 'choice.team': '#facts', 'choice.finish': enough, skip: '#facts', 'command.back': 'step' },
    },
  },
});
