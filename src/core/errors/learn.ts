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
  MW_LEARN_TARGET: row<{ learner: string; setting?: string; due: string; got: number | string; row?: number }>({
    message: (p) =>
      `the learner "${p.learner}"${p.setting === undefined ? '' : ` with ${p.setting}`} needs targets ${p.due}, ` +
      (p.row === undefined ? `got ${p.got}` : `but row ${p.row} has ${p.got}`),
    fix: () => 'Check the target column, choose another objective or another learner, or leave those rows out.',
    status: 400,
    usage: true,
  }),
  MW_LEARN_LENGTH: row<{ learner: string; field: string; entries: number; rows: number }>({
    message: (p) => `the learner "${p.learner}" is given ${p.rows} rows, and ${p.field} has ${p.entries}`,
    fix: () => 'Give every column, the target and the weights one entry per row.',
    status: 500,
  }),
  MW_LEARN_COLUMN: row<{ learner: string; column: string; due: string; got: number; row: number }>({
    message: (p) => `the learner "${p.learner}" needs ${p.due} in column "${p.column}", but row ${p.row} has ${p.got}`,
    fix: (p) => `Mend the rule that makes "${p.column}", or leave those rows out.`,
    status: 422,
  }),
  MW_LEARN_WEIGHT: row<{ learner: string; got: number; row: number }>({
    message: (p) => `the learner "${p.learner}" needs finite weights above 0, but row ${p.row} has ${p.got}`,
    fix: () => 'Leave rows out that are not to count, and check the column of the weights.',
    status: 422,
  }),
  MW_LEARN_DIVERGED: row<{ learner: string; round: number }>({
    message: (p) => `the gradients of the learner "${p.learner}", or its loss, are no longer finite in round ${p.round}`,
    fix: () =>
      'Lower the learning rate, or scale the target; an objective of your own must give finite gradients and hessians that are not negative.',
    status: 500,
  }),
  MW_LEARN_MEMORY: row<{
    learner: string;
    rows: number;
    columns: number;
    bytes: number;
    most?: { readonly bytes: number; readonly rows: number };
  }>({
    message: (p) =>
      `the learner "${p.learner}" needs ${Math.ceil(p.bytes / 1e6)} MB for ${p.rows} rows of ${p.columns} columns, ${
        p.most ? `and may take ${Math.floor(p.most.bytes / 1e6)} MB: enough for about ${p.most.rows} rows` : 'more than there is'
      }`,
    fix: (p) =>
      p.most
        ? 'Give more memory (`--memory`), or take fewer rows, columns or leaves.'
        : 'Take fewer rows, columns or leaves, or a machine with more memory.',
    status: 500,
  }),
  MW_LEARN_THREAD: row<{ learner: string; reason: string }>({
    message: (p) => `a thread of the learner "${p.learner}" has ended: ${p.reason}`,
    fix: () => 'Train again; with one thread when it happens again.',
    status: 500,
  }),
  MW_LEARN_ROWS: row<{ learner: string; rows: number; need: number }>({
    message: (p) => `the learner "${p.learner}" needs ${p.need} rows, and there ${p.rows === 1 ? 'is 1' : `are ${p.rows}`}`,
    fix: () => 'Give it more rows.',
    status: 422,
  }),
  MW_LEARN_NOTHING_VARIES: row<{ learner: string; columns: readonly string[] }>({
    message: (p) => `the learner "${p.learner}" finds no feature that differs between rows: ${listed(p.columns, 20)}`,
    fix: () => 'Add a feature with more than one value, or look why these are empty or always the same: `millwright profile FILE`.',
    status: 422,
  }),
  MW_LEARN_SEGMENTS: row<{ segments: number; distinct: number }>({
    message: (p) => `${p.segments} segments cannot be made of ${p.distinct} different row${p.distinct === 1 ? '' : 's'}`,
    fix: (p) => `Ask for ${p.distinct} segments or fewer, or give more rows.`,
    status: 422,
  }),
  MW_LEARN_PARTS: row<{ learner: string; reason: string }>({
    message: (p) => `the stored ${p.learner} model is damaged: ${p.reason}`,
    fix: () => 'Restore the artifact from a backup, or train again.',
    status: 500,
  }),
  MW_LEARN_UPLIFT: row<{ what: string; got: string; due: string }>({
    message: (p) => `for an uplift the ${p.what} must be ${p.due}, got ${p.got}`,
    fix: () => 'Bring rows of a trial: some treated and some not, by chance, each with its outcome.',
    status: 400,
    usage: true,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
