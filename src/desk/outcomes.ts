/** How a case can end, as an associate picks it. Worded in `desk.json`. */
export const OUTCOMES = ['advised', 'referred', 'escalated', 'resolved', 'no_answer', 'withdrawn', 'not_ours', 'test'] as const;
export type Outcome = (typeof OUTCOMES)[number];
