import { lastOfAll, lastOfEachUser, lastOne, type Interactions, type SplitInteractions } from '../../recommend/index.js';

/** The newest share of the events: what lists are judged by, and again what settings are chosen by. */
const SHARE = 0.2;

/** Ways to set the newest events apart. */
const WAYS = {
  user: (all: Interactions) => lastOfEachUser(all, SHARE),
  time: (all: Interactions) => lastOfAll(all, SHARE),
  last: lastOne,
} as const;

/**
 * Which events lists are judged by. `user`: the newest fifth of every user's, so that everybody has a say. `time`: the newest fifth of all, cut at one moment for everybody, so that nothing is learned
 * from what was not there yet when the first of them happened. `last`: the newest event of every user, the task of papers on sessions.
 */
export type HeldOut = keyof typeof WAYS;

export const HELD_OUT_WAYS = Object.keys(WAYS) as readonly HeldOut[];

/** The events to learn from, and those to be judged by; versions that do not say how were split by user. */
export const heldOut = (all: Interactions, way: HeldOut = 'user'): SplitInteractions => WAYS[way](all);

/** What is held out, in words. */
export const heldOutWords = (way: HeldOut = 'user'): string => WORDS[way];

const WORDS: Readonly<Record<HeldOut, string>> = {
  user: 'Of each user the newest fifth of what they did was hidden',
  time: 'The newest fifth of all that happened was hidden, from one moment on for everybody',
  last: 'Of each user the last thing that they did was hidden',
};
