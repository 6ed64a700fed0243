import { listed, row } from './row.js';

/** Errors that `tune` raises. */
export const tuneErrors = {
  MW_TUNE_UNKNOWN: row<{ kind: string; name: string; hint: string; known: readonly string[] }>({
    message: (p) => `there is no ${p.kind} "${p.name}".${p.hint}`,
    fix: (p) => `Use one of ${listed(p.known, 20)}.`,
    status: 400,
    usage: true,
  }),
  MW_TUNE_TASK: row<{ task: string }>({
    message: (p) => `a search for settings needs a target to judge by, and ${p.task} has none`,
    fix: () =>
      'Train without --trials, --budget, --sampler, --pruner and --space, and define the model without `tune` and `limits`; numbers of segments are tried anyway.',
    status: 400,
    usage: true,
  }),
  MW_TUNE_OBJECTIVES: row<{ fault: string; known: readonly string[] }>({
    message: (p) => `these objectives cannot be searched for together: ${p.fault}`,
    fix: (p) => `Beside the metric there are ${listed(p.known, 20)}, such as --objectives latency,size, without a pruner.`,
    status: 400,
    usage: true,
  }),
  MW_TUNE_NOTHING: row<{ learner: string; given: readonly string[] }>({
    message: (p) =>
      `there is nothing to tune: the learner "${p.learner}" has no parameter to vary${p.given.length ? ` beside ${listed(p.given, 20)}, which are given` : ''}`,
    fix: () => 'Train without a budget, give fewer parameters, or name another learner.',
    status: 400,
    usage: true,
  }),
  MW_TUNE_NO_TRIAL: row<{ trials: number; why: string }>({
    message: (p) => `none of ${p.trials} trials gave a model: ${p.why}`,
    fix: () => 'Give more time or more trials, another pruner, or another learner; the study goes on where it stopped.',
    status: 422,
  }),
  MW_TUNE_BUDGET: row<{ budget: string; before: string; trial: string; give: string | null }>({
    message: (p) => `a budget of ${p.budget} is too short for one trial: the first could begin after ${p.before}, and ${p.trial}`,
    fix: ({ give }) =>
      `${give === null ? 'Give several times as much, or fewer rows; no fold was timed, so that what a trial takes is not known' : `Give ${give} or more, or fewer rows`}. Trials that end are kept: the same command goes on with them.`,
    status: 422,
  }),
  MW_TUNE_LIMIT: row<{ name: string; got: string }>({
    message: (p) => `the limit ${p.name} must be a number above 0, got ${p.got}`,
    fix: () => 'Give milliseconds for a latency (1 is a thousandth of a second) and bytes for a size, or leave it out.',
    status: 400,
    usage: true,
  }),
  MW_TUNE_LIMITS: row<{ trials: number; limits: string; learner: string; reason: string }>({
    message: (p) =>
      `${p.trials === 1 ? 'the only trial does not keep' : `none of ${p.trials.toLocaleString('en')} trials keeps`} to ${p.limits}; ${p.trials === 1 ? `${p.learner} takes` : `the closest, ${p.learner}, takes`} ${p.reason}`,
    fix: () =>
      'Raise the limit, give more trials, use fewer features, or name a small learner (linear, or gbdt with fewer trees or leaves).',
    status: 422,
  }),
  MW_TUNE_NO_STUDY: row<{ model: string | null; study: string | null }>({
    message: (p) =>
      `there is no study${p.study === null ? '' : ` whose id begins with "${p.study}"`}${p.model === null ? '' : ` of the model "${p.model}"`}`,
    fix: () => 'Search for settings first: millwright train --trials 50; "study" in its answer is the id.',
    status: 404,
  }),
  MW_TUNE_SPACE: row<{ name: string; fault: string }>({
    message: (p) => `the search space cannot be searched: ${p.name === '' ? '' : `"${p.name}": `}${p.fault}`,
    fix: () => 'Change the range, the choices or the condition of that setting, or leave the setting out.',
    status: 400,
    usage: true,
  }),
} as const;
