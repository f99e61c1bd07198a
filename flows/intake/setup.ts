/**
 * The words the sections of this flow are written in: every action and guard, named.
 *
 * Actions only remember or emit; nothing here does anything by itself.
 */
import { assign, emit, setup } from 'xstate';
import type { Asked, FlowInput } from '../../src/engine/flow.ts';
import type { Effect, Flag, GraveFlag, Incoming, Topic } from '../../src/engine/protocol.ts';
import { chosenTypes, minorPictured, urgencyOf } from './advice.ts';
import { aboutPhone, caseFacts, startedOver } from './caseFacts.ts';
import { asksWord, isWord, namesWord } from './codeWord.ts';
import { ANSWER_LIMIT, addToStory, type Context, fresh, listed } from './context.ts';
import { corrected } from './corrected.ts';
import {
  ageGroupOf,
  answerOf,
  changeIn,
  cuesIn,
  idsIn,
  isLate,
  isRecent,
  knownTypes,
  likeliest,
  numberIn,
  optionOf,
  proposalsIn,
  referenceAndPin,
  tellsSomething,
  textOf,
  withCues,
  withPerson,
} from './incoming.ts';
import { keepsQuiet, mayBeWrittenTo, maySpeakAnyTime, willGreet } from './permission.ts';
import { isSo, situationsIn } from './situation.ts';
import { checksShown, feelsWatched, guidanceOf, stepsFor } from './steps.ts';
import { wondersAbout, worriesIn } from './wondering.ts';

type Values = Readonly<Record<string, string>>;

/** The answers, with the step that is open added to a list of steps. */
function withStep(context: Context, list: 'shown' | 'done'): Context['answers'] {
  const open = context.plan[context.step];
  if (!open) return context.answers;
  return { ...context.answers, [list]: [...new Set([...listed(context.answers[list]), open.id])].join(',') };
}

/** A voice message that waits for its matter, as part of the new one. */
function nextVoice({ answers }: Context): Context['answers'] {
  return answers.nextVoice ? { voice: '1' } : {};
}

/** What the sections are made with. `silent`: an associate has the chat; `listening`: a story is told; `away`: nothing may be sent before the person writes. */
export const intakeSetup = setup({
  types: {
    context: {} as Context,
    events: {} as Incoming,
    emitted: {} as Effect,
    input: {} as FlowInput,
    tags: {} as 'listening' | 'silent' | 'away',
  },
  actions: {
    say: emit((_, params: { key: string; values?: Values }) => ({ type: 'say', ...params })),
    /** Answers what the person asked back. */
    tell: emit(({ event }) => ({ type: 'say', key: `asked:${event.type === 'asks' ? event.topic : 'who'}` })),
    /** Says the open question, again or for the first time. */
    again: emit(({ context: { asked } }) => ({ type: 'say', ...(asked ?? { key: 'common:here' }) })),
    open: assign((_, asked: Asked) => ({ asked, misses: 0 })),
    nothingAsked: assign({ asked: null, misses: 0 }),
    /** Counts an answer that did not fit; from the second on a person is offered. */
    miss: assign(({ context }) => ({ misses: context.misses + 1, asked: withPerson(context.asked, context.misses + 1) })),
    speak: emit(({ context }) => ({ type: 'speak', language: context.language })),
    findLanguages: emit({ type: 'findLanguages' }),
    openLanguages: assign(({ event }) =>
      event.type === 'languages' ? { asked: { key: 'intake:language.ask', options: event.ids }, misses: 0 } : {},
    ),
    setLanguage: assign(({ context, event }) => ({ language: optionOf(event) ?? context.language, certain: true })),
    hearLanguage: assign(({ event }) => (event.type === 'languageHeard' ? { language: event.language, certain: true } : {})),
    /** What was answered before is put to the person again, with what was said since. */
    hearMinor: assign(({ context }) => {
      const { minor: _minor, ...answers } = context.answers;
      return { answers, flags: [...new Set([...context.flags, 'minor' as const])] };
    }),
    certain: assign({ certain: true }),
    enter: assign((_, params: { phase: Context['phase'] }) => ({ phase: params.phase })),
    /** Whoever comes back from here is not welcomed like a stranger. */
    begin: assign(({ context }) => (context.phase === 'opening' ? { phase: 'safety' as const } : {})),

    /** Keeps the picked option, or the person's own words, under the question's name. */
    keep: assign(({ context, event }, params: { name: string }) => ({
      answers: { ...context.answers, [params.name]: answerOf(event).slice(0, ANSWER_LIMIT) },
    })),
    keepStory: assign(({ context, event }) => ({
      answers: addToStory(context.answers, textOf(event)),
      flags: withCues(context, event),
    })),
    keepFlags: assign(({ context, event }) => ({ flags: withCues(context, event) })),
    /** A voice message is part of the story, for whoever can listen to it. */
    keepVoice: assign(({ context }) => ({
      answers: { ...context.answers, voice: String(Number(context.answers.voice ?? 0) + 1) },
    })),
    /** What came before stays a proposal: "please remove it" says less than the story it belongs to. */
    keepProposals: assign(({ context, event }) => ({ proposals: likeliest([...proposalsIn(event), ...context.proposals]) })),
    takeProposal: assign(({ context }) => ({ answers: { ...context.answers, types: context.proposals[0]?.type ?? 'other' } })),
    correct: assign(({ context, event }) => ({
      ...corrected(context, ...changeIn(event)),
      proposals: likeliest([...proposalsIn(event), ...context.proposals]),
    })),
    keepAge: assign(({ context, event }) => ({
      answers: { ...context.answers, ageGroup: ageGroupOf(numberIn(event) ?? 0) },
    })),
    keepFamily: assign(({ event }) => ({ family: optionOf(event) ?? '' })),
    keepTypes: assign(({ context, event }) => ({
      answers: { ...context.answers, types: knownTypes(idsIn(event)).slice(0, 2).join(',') },
      step: 0,
    })),
    /** Whoever gives it no name is helped all the same. */
    chooseOther: assign(({ context }) => ({ answers: { ...context.answers, types: 'other' } })),
    keepSituation: assign(({ context, event }) => {
      const situations = situationsIn(idsIn(event)) ?? [];
      const forWhom = situations.includes('other') ? { forWhom: 'other' } : {};
      return { answers: { ...context.answers, situation: situations.join(',') || 'none', ...forWhom } };
    }),
    notePick: emit(({ context, event }) => ({
      type: 'notePick',
      predicted: context.proposals.map(({ type }) => type),
      picked: knownTypes(idsIn(event)).slice(0, 2),
      score: context.proposals[0]?.confidence ?? 0,
    })),
    keepDoubts: assign(({ context, event }) => ({ doubts: [...new Set([...context.doubts, ...worriesIn(event)])] })),
    /** A doubt that is asked about now, or that the script's own question has settled. */
    wonder: assign(({ context }, { flag }: { flag: GraveFlag }) => ({
      doubts: context.doubts.filter((doubt) => doubt !== flag),
      wondered: [...new Set([...context.wondered, flag])],
    })),
    /** Asked by the script itself: what was written before has been answered. */
    settleDanger: assign(({ context }) => ({ doubts: context.doubts.filter((doubt) => doubt !== 'danger') })),
    flag: assign(({ context }, params: { flag: Flag }) => ({ flags: [...new Set([...context.flags, params.flag])] })),
    unflag: assign(({ context }, params: { flag: Flag }) => ({ flags: context.flags.filter((flag) => flag !== params.flag) })),
    firstStep: assign(({ context }) => {
      const answers = checksShown(context) ? { ...context.answers, checked: 'yes' } : context.answers;
      return { step: 0, answers, plan: stepsFor({ ...context, answers }) };
    }),
    keepShown: assign(({ context }) => ({ answers: withStep(context, 'shown') })),
    toStep: assign(({ context }, params: { by: number }) => ({ step: context.step + params.by })),
    keepDone: assign(({ context }) => ({ answers: withStep(context, 'done') })),

    openCase: emit(({ context }) => ({
      type: 'openCase',
      ...caseFacts(context),
      ...(context.follows ? { follows: context.follows } : {}),
    })),
    updateCase: emit(({ context }) => ({
      type: 'updateCase',
      ...caseFacts(context),
      ...(context.follows ? { follows: context.follows } : {}),
    })),
    keepReference: assign(({ event }) => (event.type === 'caseOpened' ? { reference: event.reference } : {})),
    keepPin: assign(({ event }) => (event.type === 'caseOpened' ? { pin: event.pin } : {})),
    forgetPin: assign({ pin: '' }),
    noteCall: assign(({ context }) => ({ calledAs: caseFacts(context).urgency })),
    handOff: emit(({ context }) => ({ type: 'handOff', urgency: caseFacts(context).urgency })),
    findPlace: emit(({ context }) => ({ type: 'findPlace', urgency: caseFacts(context).urgency })),
    keepPlace: assign(({ event }) =>
      event.type === 'placed' ? { place: event.place, opensIn: event.opensIn, desk: 'queued' as const } : {},
    ),
    movePlace: assign(({ event }) => (event.type === 'placed' ? { place: event.place, opensIn: event.opensIn } : {})),
    waitForOpening: emit(({ context }) => ({ type: 'wait', minutes: context.opensIn, anyway: true })),
    withdraw: emit({ type: 'withdraw' }),
    desk: assign((_, { desk }: { desk: Context['desk'] }) => ({ desk, ...(desk === 'claimed' ? { reassured: [] } : {}) })),
    reassure: assign(({ context }, params: { flag: Flag }) => ({ reassured: [...context.reassured, params.flag] })),
    leaveUnanswered: assign((_, params: { flag: Flag | '' }) => ({ unanswered: params.flag })),
    alarm: emit((_, params: { flag: Flag }) => ({ type: 'alarm', flag: params.flag })),
    /** For the associate: whoever holds the phone did not know the agreed word. */
    wordNotGiven: assign(({ context }) => (asksWord(context) ? { answers: { ...context.answers, wordGiven: 'no' } } : {})),
    callUnseen: assign({ calledUnseen: true }),
    callAnswered: assign({ calledUnseen: false }),
    findOwnCase: emit({ type: 'findCase', reference: '', pin: '' }),
    keepLookup: assign(({ event }) => ({ lookup: textOf(event).trim().slice(0, ANSWER_LIMIT) })),
    findCase: emit(({ context, event }) => ({ type: 'findCase', reference: context.lookup, pin: textOf(event).trim() })),
    keepBoth: assign(({ event }) => ({ lookup: referenceAndPin(event)?.reference ?? '' })),
    findBoth: emit(({ event }) => ({ type: 'findCase', ...(referenceAndPin(event) ?? { reference: '', pin: '' }) })),
    forgetLookup: assign({ lookup: '' }),
    /** From now on this conversation goes on with the case that was found. */
    keepFollows: assign(({ context }) => ({ follows: context.lookup, lookup: '', phase: 'story' as const })),
    erase: emit({ type: 'erase' }),
    startOver: assign(({ context }) => startedOver(context)),
    /** Words that may belong to this matter or to a new one, until that is known. */
    keepNext: assign(({ context, event }) => ({
      answers: {
        ...context.answers,
        next: addToStory({ story: context.answers.next ?? '' }, textOf(event)).story ?? '',
      },
    })),
    sameMatter: assign(({ context }) => {
      const { next = '', nextVoice, news: _news, ...before } = context.answers;
      const spoken = nextVoice ? { voice: String(Number(before.voice ?? 0) + 1) } : {};
      const told = next !== '' || nextVoice !== undefined;
      return { answers: told ? { ...addToStory({ ...before, ...spoken }, next), news: 'yes' } : before };
    }),
    /** A voice message on coming back, until it is known which matter it belongs to. */
    keepNextVoice: assign(({ context }) => ({ answers: { ...context.answers, nextVoice: '1' } })),
    newMatter: assign(({ context }) => ({
      ...fresh(context),
      phase: 'safety' as const,
      answers: { ...aboutPhone(context), ...addToStory({}, context.answers.next ?? ''), ...nextVoice(context) },
      proposals: context.proposals,
    })),
    forgetProposals: assign({ proposals: [] }),
    opened: assign({ opensIn: 0 }),
  },
  guards: {
    certain: ({ context }) => context.certain,
    /** One of the languages that were offered; a person may stand beside them. */
    picksLanguage: ({ context, event }) => {
      const id = optionOf(event);
      return id !== undefined && id !== 'person' && context.asked?.options.includes(id) === true;
    },
    missed: ({ context }) => context.misses > 0,
    unopened: ({ context }) => context.phase === 'opening',
    beforeStory: ({ context }) => context.phase !== 'story',
    hasText: ({ event }) => textOf(event).trim() !== '',
    tells: ({ event }) => tellsSomething(event),
    topicIs: ({ event }, { topics }: { topics: readonly Topic[] }) => event.type === 'asks' && topics.includes(event.topic),
    hasStory: ({ context }) => Boolean(context.answers.story),
    hasVoice: ({ context }) => context.answers.voice !== undefined,
    /** What is new was told already, before it was asked. */
    hasNews: ({ context }) => context.answers.news !== undefined,
    proposes: ({ event }) => proposalsIn(event).length > 0,
    /** A doubt that is worth a question of its own: new, and not about to be asked anyway. */
    wonders: ({ context, event }) => worriesIn(event).some((flag) => wondersAbout(context, flag)),
    /** Enough short lines: time to say again how things stand, and what can be picked. */
    thirdLine: ({ context }) => context.misses >= 2,
    wondersSelfHarm: ({ context, event }) => worriesIn(event).includes('self_harm') && wondersAbout(context, 'self_harm'),
    doubts: ({ context }, { flag }: { flag: GraveFlag }) => context.doubts.includes(flag) && wondersAbout(context, flag),
    /** The questions about safety have not begun. */
    notGreeted: ({ context }) => context.phase === 'safety' && context.answers.safe === undefined,
    /** Words wait to be put with this matter or with a new one. */
    tellsNext: ({ context }) => context.answers.next !== undefined,
    /** The story has been told and has no name yet. */
    unnamed: ({ context }) => context.phase === 'story' && context.desk === 'none' && chosenTypes(context).length === 0,
    /** Told, but never named: going on means naming it. */
    toldUntyped: ({ context }) => Boolean(context.answers.story ?? context.answers.voice) && chosenTypes(context).length === 0,
    hasProposals: ({ context }) => context.proposals.length > 0,
    oneProposal: ({ context }) => context.proposals.length === 1,
    hasTypes: ({ context }) => chosenTypes(context).length > 0,
    picksType: ({ event }) => knownTypes(idsIn(event)).length > 0,
    asksMinor: ({ context }) => chosenTypes(context).some((type) => type.asksMinor),
    asksSituation: ({ context }) =>
      context.answers.situation === undefined && chosenTypes(context).some((type) => type.asksSituation),
    hasSituation: ({ context }) => context.answers.situation !== undefined,
    picksSituation: ({ event }) => situationsIn(idsIn(event)) !== null,
    isFor: ({ context }, params: { whom: 'self' | 'other' }) => context.answers.forWhom === params.whom,
    atHome: ({ context }) => isSo(context, 'family'),
    /** Nobody has said that the phone is theirs alone. */
    sharesPhone: ({ context }) => context.answers.safe !== 'no',
    /** On a phone that others see, whoever comes back is asked for the word, where there is one. */
    asksWord: ({ context }) => asksWord(context),
    calledUrgently: ({ context }) => context.calledAs === 'emergency' && context.flags.includes('danger'),
    calledUnseen: ({ context }) => context.calledUnseen,
    callsWithoutWord: ({ context }) => context.calledUnseen && asksWord(context),
    isCodeWord: ({ context, event }) => namesWord(textOf(event), context.answers.codeWord ?? ''),
    isWord: ({ event }) => isWord(textOf(event)),
    asksDeadline: ({ context }) => chosenTypes(context).some((type) => type.asksDeadline),
    twoGuides: ({ context }) => guidanceOf(context).length > 1,
    /** Words that are for the associate who has the chat, rather than an answer to the bot. */
    tellsAssociate: ({ context, event }) => context.desk === 'claimed' && tellsSomething(event),
    tellsMinorLate: ({ context, event }) =>
      context.phase === 'story' &&
      chosenTypes(context).length > 0 &&
      context.answers.minor !== 'yes' &&
      cuesIn(event).includes('minor'),
    isAge: ({ event }, { from, to }: { from: number; to: number }) => {
      const number = numberIn(event);
      return number !== undefined && number >= from && number <= to;
    },
    minorNamed: ({ context }) => context.answers.minor === 'yes',
    /** A person must come before the steps are given, and nobody was called yet. */
    callNow: ({ context }) =>
      urgencyOf(context) === 'emergency' &&
      (context.desk === 'none' || (context.desk === 'queued' && context.calledAs !== 'emergency')),
    moreSteps: ({ context }) => context.step + 1 < context.plan.length,
    laterStep: ({ context }) => context.step > 0,
    minorPictured: ({ context }) => minorPictured(context),
    /** For the first time: what is said before the checks makes no sense without them. */
    feelsWatched: ({ context }) => feelsWatched(context) && context.answers.checked !== 'yes',
    flagged: ({ context }, params: { flag: Flag }) => context.flags.includes(params.flag),
    corrects: ({ context, event }) => corrected(context, ...changeIn(event)).answers !== context.answers,
    correctsCase: ({ context, event }) =>
      context.reference !== '' && corrected(context, ...changeIn(event)).answers !== context.answers,
    asks: ({ context }) => context.asked !== null,
    givesBoth: ({ event }) => referenceAndPin(event) !== undefined,
    raisesFlag: ({ context, event }) => withCues(context, event).length > context.flags.length,
    hasCase: ({ context }) => context.reference !== '',
    follows: ({ context }) => context.follows !== '',
    /** Goes on with a case of another phone, and nothing was opened here yet. */
    goesOn: ({ context }) => context.follows !== '' && context.reference === '',
    unsafeUnasked: ({ context }) => context.answers.safe === undefined,
    /** A case of another conversation, which this one could go on with. */
    canJoin: ({ context, event }) =>
      event.type === 'caseFound' && !event.own && context.reference === '' && context.follows === '',
    untold: ({ context }) => context.pin !== '',
    untoldAtDesk: ({ context }) => context.pin !== '' && (context.desk === 'claimed' || context.desk === 'closed'),
    unanswered: ({ context }, params: { flag: Flag }) => context.unanswered === params.flag,
    releasedBeforeStory: ({ context }) => context.desk === 'released' && context.phase !== 'story',
    reassured: ({ context }, params: { flag: Flag }) => context.reassured.includes(params.flag),
    /** A line was promised for this moment, to somebody who still waits. */
    willGreet: ({ context }) => context.desk !== 'none' && willGreet(context),
    /** Nobody may write before the person does, not even an associate. */
    keepsQuiet: ({ context, event }) =>
      // Who wrote a moment ago is still there, and waits for just this, at night too.
      !isRecent(event) && (keepsQuiet(context) || (isLate(event) && !mayBeWrittenTo(context))),
    /** The bot itself says nothing unasked: nobody is expected, or the person has long gone. */
    toldClosed: ({ context, event }) =>
      !isRecent(event) && (context.opensIn !== 0 || (isLate(event) && !maySpeakAnyTime(context))),
    /** What would be asked now differs from the open question. */
    isNews: ({ context: { asked } }, { question, when }: { question: Asked; when: boolean }) =>
      when && (asked?.key !== question.key || asked.values?.place !== question.values?.place),
    deskIs: ({ context }, params: { desk: Context['desk'] }) => context.desk === params.desk,
  },
});
