import { listed, row, type ErrorRow } from './row.js';

/** Errors that `evaluate` raises. */
export const evaluateErrors = {
  MW_EVALUATE_LENGTH: row<{ what: string; got: number; due: number }>({
    message: (p) => `there are ${p.got} ${p.what} where ${p.due} are due`,
    fix: (p) => `Pass one of the ${p.what} per row (and per class, for a multiclass task's margins).`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_NOT_FINITE: row<{ what: string; row: number; got: string }>({
    message: (p) => `the ${p.what} of row ${p.row} is ${p.got}`,
    fix: () => 'A fitted model gives finite numbers for every row: report the learner, or train again with other settings.',
    status: 500,
  }),
  MW_EVALUATE_VALUE: row<{ what: string; got: string; due: string }>({
    message: (p) => `the ${p.what} must be ${p.due}, got ${p.got}`,
    fix: (p) => `Pass ${p.due}, or leave out what has no such value.`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_METRIC_UNKNOWN: row<{ name: string; hint: string; known: readonly string[] }>({
    message: (p) => `there is no metric "${p.name}".${p.hint}`,
    fix: (p) => `Use one of ${listed(p.known, 30)}.`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_METRIC_TASK: row<{ name: string; task: string; tasks: readonly string[]; known: readonly string[] }>({
    message: (p) => `the metric "${p.name}" is for ${p.tasks.join(' and ')}, this task is ${p.task}`,
    fix: (p) => `Use one of ${listed(p.known, 30)}.`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_SPLIT_TIME: row<{ column?: string }>({
    message: (p) =>
      `a random split was asked for, but the rows have a time${p.column ? ` ("${p.column}")` : ''}: it would train on the future`,
    fix: () => 'Split by time (leave the rule out), or force the random split if time truly does not matter.',
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_SPLIT_ROWS: row<{ what: string; got: number; due: number; of: string; shorten?: readonly string[] }>({
    message: (p) => `${p.what} needs at least ${p.due} ${p.of}, got ${p.got}`,
    fix: ({ what, of, shorten = [] }) =>
      shorten.length > 0
        ? `Bring rows of a longer time, or shorten ${shorten.join(' or ')}.`
        : `Bring ${of === 'rows' || of === 'row' ? 'more rows' : `data with more ${of}`}${/\bfolds\b/.test(what) ? ', or use fewer folds' : ''}.`,
    status: 400,
  }),
  MW_EVALUATE_SPLIT_CLASSES: row<{ what: string; due: number; counts: string }>({
    message: (p) => `${p.what} needs two classes with at least ${p.due} rows each; the classes have ${p.counts}`,
    fix: (p) =>
      p.due > 2
        ? 'Use fewer folds, or bring more rows of the rare class.'
        : 'Bring more rows of the rare class, or check that the target is the right column.',
    status: 400,
  }),
  MW_EVALUATE_SPLIT_RULE: row<{ name: string; got: string; due: string }>({
    message: (p) => `"${p.name}" of a split must be ${p.due}, got ${p.got}`,
    fix: (p) => `Give "${p.name}" ${p.due}.`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_PAYOFF: row<{ name: string; got: string; due: string }>({
    message: (p) => `"${p.name}" of decide must be ${p.due}, got ${p.got}`,
    fix: (p) => `Give "${p.name}" ${p.due}: amounts of money per row, in one currency.`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_EXPERIMENT: row<{ name: string; got: string; due: string; fix?: string }>({
    message: (p) => `the ${p.name} of a trial must be ${p.due}, got ${p.got}`,
    fix: (p) => p.fix ?? `Change the ${p.name}: ${p.due}.`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_EXPERIMENT_ARMS: row<{ column: string; found: readonly string[]; count: number; due: string }>({
    message: (p) =>
      `the column "${p.column}" ${p.due}; it holds ${p.count === 0 ? 'nothing' : `${listed(p.found, 8)}${p.count > p.found.length ? ` and ${p.count - p.found.length} more` : ''}`}`,
    fix: () => 'Name the column that says who got what with --arm, and the arm without the treatment with --control.',
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_EXPERIMENT_COLUMN: row<{ column: string; option: string; found: readonly string[]; positive: string | null }>({
    message: (p) =>
      `the column "${p.column}" is neither numbers nor a yes or no: it holds ${p.found.length === 0 ? 'nothing' : listed(p.found, 5)}${p.positive === null ? '' : `, and no "${p.positive}"`}`,
    fix: (p) => `Name a column of numbers with ${p.option}, or say with --positive which text is a yes.`,
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_EXPERIMENT_BEFORE: row<{ column: string; id: string; first: number; second: number }>({
    message: (p) =>
      `the column "${p.column}" was measured before the trial, but rows of "${p.id}" have different values: ${p.first} and ${p.second}`,
    fix: (p) =>
      `Give one value per ID, from before it was assigned, on each of its rows. If "${p.column}" changes during the trial, leave it out.`,
    status: 400,
  }),
  MW_EVALUATE_UPLIFT: row<{ what: string; got: string; due: string }>({
    message: (p) => `to judge an uplift the ${p.what} must be ${p.due}, got ${p.got}`,
    fix: () => 'Bring rows of a randomised trial, treated and untreated ones, each with its outcome and a prediction.',
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_PAIR: row<{ row: number; a: string; b: string }>({
    message: (p) => `the truth of row ${p.row} is ${p.a} for one model and ${p.b} for the other`,
    fix: () => 'Compare what both models say of the same rows, in the same order.',
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_COVERAGE_LEVEL: row<{ got: string }>({
    message: (p) => `the level of a coverage must lie between 0 and 1, got ${p.got}`,
    fix: () => 'Give the share of rows whose truth is to lie within: 0.9 for nine in ten.',
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_OFF_POLICY: row<{ name: string; got: string; due: string }>({
    message: (p) => `to judge a policy by another's log the ${p.name} must be ${p.due}, got ${p.got}`,
    fix: () => 'Log the chance with which each action was taken when it is taken; rows without one cannot be used.',
    status: 400,
    usage: true,
  }),
  MW_EVALUATE_OFF_POLICY_SUPPORT: row<{ share: number; row: number; action: number }>({
    message: (p) =>
      `${(100 * p.share).toPrecision(2)}% of what the new policy does the log never did, action ${p.action} of row ${p.row} for one: it says nothing of that`,
    fix: () =>
      'Let the logging policy explore: give every action that may be taken a chance above 0. Or judge a policy that keeps to what was tried.',
    status: 422,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
