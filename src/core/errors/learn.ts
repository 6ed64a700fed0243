import { listed, row, type ErrorRow } from './row.js';

/** Errors that `learn` raises. */
export const learnErrors = {
  MW_LEARN_UNKNOWN: row<{ name: string; hint: string; known: readonly string[] }>({
    message: (p) => `there is no learner "${p.name}".${p.hint}`,
    fix: (p) => `Use one of ${listed(p.known, 20)}.`,
    status: 400,
    usage: true,
  }),
  MW_LEARN_TASK: row<{ learner: string; task: string; tasks: readonly string[] }>({
    message: (p) => `the learner "${p.learner}" does not do ${p.task}; it does ${p.tasks.join(', ')}`,
    fix: () => 'Choose another learner, or another target.',
    status: 400,
    usage: true,
  }),
  MW_LEARN_PARAM_UNKNOWN: row<{ learner: string; name: string; hint: string; known: readonly string[] }>({
    message: (p) => `the learner "${p.learner}" has no parameter "${p.name}".${p.hint}`,
    fix: (p) => (p.known.length ? `Its parameters are ${listed(p.known, 40)}.` : 'It has no parameters.'),
    status: 400,
    usage: true,
  }),
  MW_LEARN_PARAM_VALUE: row<{ learner: string; name: string; got: string; due: string }>({
    message: (p) => `"${p.name}" of the learner "${p.learner}" must be ${p.due}, got ${p.got}`,
    fix: (p) => `Give "${p.name}" ${p.due}, or leave it out.`,
    status: 400,
    usage: true,
  }),
  MW_LEARN_PARAM_FEATURE: row<{ learner: string; name: string; feature: string; hint: string; known: readonly string[] }>({
    message: (p) => `"${p.name}" of the learner "${p.learner}" names "${p.feature}", which is no feature.${p.hint}`,
    fix: (p) => (p.known.length ? `The features are ${listed(p.known, 20)}.` : 'There are no features.'),
    status: 400,
    usage: true,
  }),
  MW_LEARN_TARGET: row<{ learner: string; setting: string; due: string; got: string }>({
    message: (p) => `the learner "${p.learner}" with ${p.setting} needs targets ${p.due}, got ${p.got}`,
    fix: () => 'Check the target column, choose another setting, or another learner.',
    status: 400,
    usage: true,
  }),
  MW_LEARN_PARTS: row<{ learner: string; reason: string }>({
    message: (p) => `the stored ${p.learner} model is damaged: ${p.reason}`,
    fix: () => 'Restore the artifact from a backup, or train again.',
    status: 500,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
