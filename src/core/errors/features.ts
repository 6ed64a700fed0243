import { listed, row, type ErrorRow } from './row.js';

/** What the arm without the treatment is often called: not what to suggest for the other. */
const UNTREATED: readonly string[] = ['control', 'none', 'no', 'not treated', 'untreated', 'placebo', 'a', '0', 'false'];

/** Errors that `features` raises. */
export const featuresErrors = {
  MW_FEATURES_TARGET_NESTED: row<Record<string, never>>({
    message: () => 'a target mean is taken of a target mean: the groups of the outer one would know the label of the row that they encode',
    fix: () => 'Take the target mean of a column, or of a rule that does not look at the target.',
    status: 400,
  }),
  MW_FEATURES_NONE: row<{ target: string | null }>({
    message: (p) => (p.target === null ? 'there are no features' : `there are no features for the target "${p.target}"`),
    fix: () => 'Return at least one feature: .features((c) => ({ name: c.name })).',
    status: 422,
  }),
  MW_FEATURES_OPTION: row<{ name: string; got: string; low: number; high: number }>({
    message: (p) => `"${p.name}" must be a number from ${p.low} to ${p.high}, got ${p.got}`,
    fix: (p) => `Give "${p.name}" a number in that range in .target(…), or leave it out.`,
    status: 422,
  }),
  MW_FEATURES_TYPE: row<{ feature: string; type: string }>({
    message: (p) => `the feature "${p.feature}" is a ${p.type}, which no learner takes`,
    fix: (p) =>
      p.type === 'time'
        ? 'Take a part of it (.year(), .dayOfWeek(), .hour()) or its age (.epochDays()).'
        : 'Wrap it: learn.category(c.column) for few values, or c.column.ngrams(…) for free text.',
    status: 422,
  }),
  MW_FEATURES_PROTECTED: row<{ feature: string; column: string }>({
    message: (p) => `the feature "${p.feature}" reads "${p.column}", which the schema protects: people must not be treated by it`,
    fix: (p) =>
      `Leave it out; slices, checks and the fairness figures may read it. If the model may know it, say so: .target(…, { allowProtected: ['${p.column}'] }).`,
    status: 422,
  }),
  MW_FEATURES_ALLOW: row<{ got: string; hint: string; known: readonly string[] }>({
    message: (p) => `"allowProtected" names ${p.got}, which is no protected column.${p.hint}`,
    fix: (p) => (p.known.length > 0 ? `A list of ${listed(p.known, 20)} is due.` : 'The schema protects no column: leave the option out.'),
    status: 422,
  }),
  MW_FEATURES_TARGET_UNKNOWN: row<{ column: string; hint: string; known: readonly string[] }>({
    message: (p) => `the table has no column "${p.column}" to predict.${p.hint}`,
    fix: (p) => `Its columns are ${listed(p.known, 30)}.`,
    status: 422,
  }),
  MW_FEATURES_TARGET_KIND: row<{ column: string; kind: string }>({
    message: (p) => `the column "${p.column}" is of kind ${p.kind}, which cannot be predicted`,
    fix: () => 'Predict a bool, a category or a number, or declare the column as one of them.',
    status: 422,
  }),
  MW_FEATURES_OPTION_UNKNOWN: row<{ option: string; hint: string; known: readonly string[] }>({
    message: (p) => `.target(…) has no option "${p.option}".${p.hint}`,
    fix: (p) => `Its options are ${listed(p.known, 20)}.`,
    status: 422,
  }),
  MW_FEATURES_OPTION_CHOICE: row<{ name: string; got: string; known: readonly string[] }>({
    message: (p) => `"${p.name}" is ${p.got}, which is not one of ${listed(p.known, 20)}`,
    fix: (p) => `Give "${p.name}" one of these in .target(…), or leave it out.`,
    status: 422,
  }),
  MW_FEATURES_OPTION_KIND: row<{ option: string; column: string; kind: string; due: readonly string[] }>({
    message: (p) => `"${p.column}" is of the type ${p.kind}, but "${p.option}" needs ${listed(p.due)}`,
    fix: (p) => `Name another column for "${p.option}", change its type in the schema, or leave the option out.`,
    status: 422,
  }),
  MW_FEATURES_VALUE: row<{ feature: string; got: string }>({
    message: (p) => `the feature "${p.feature}" is ${p.got}, which is no expression`,
    fix: () => 'Build it from the columns: c.tenure, c.tenure.mul(2), learn.category(c.city).',
    status: 422,
  }),
  MW_FEATURES_OPTION_COLUMN: row<{ option: string; column: string; hint: string; known: readonly string[] }>({
    message: (p) => `"${p.option}" names "${p.column}", which is no column beside the target.${p.hint}`,
    fix: (p) => `The columns are ${listed(p.known, 30)}.`,
    status: 422,
  }),
  MW_FEATURES_TARGET_MEAN: row<{ feature: string; why: string }>({
    message: (p) => `the feature "${p.feature}" is a mean of the target, and ${p.why}`,
    fix: () => 'Use learn.category(…) or learn.oneHot(…) instead.',
    status: 422,
  }),
  MW_FEATURES_TARGET_EMPTY: row<{ column: string; rows: number }>({
    message: (p) => `every one of the ${p.rows} rows lacks a value of the target "${p.column}"`,
    fix: () => 'Choose another target, or check how empty cells are written in the file (option nulls).',
    status: 422,
  }),
  MW_FEATURES_TARGET_CONSTANT: row<{ column: string; value: string; rows: number }>({
    message: (p) => `the target "${p.column}" has the value "${p.value}" in all ${p.rows} rows: there is nothing to learn`,
    fix: () => 'Add rows with another value, or choose another target.',
    status: 422,
  }),
  MW_FEATURES_TARGET_HUGE: row<{ column: string; value: string; most: number }>({
    message: (p) => `the target "${p.column}" goes up to ${p.value}; beyond ${p.most} squared errors are no numbers any more`,
    fix: () => 'Give it in a larger unit, or correct the rows with such amounts.',
    status: 422,
  }),
  MW_FEATURES_TARGET_RARE: row<{ column: string; label: string; rows: number; need: number }>({
    message: (p) =>
      `the target "${p.column}" has the value "${p.label}" in only ${p.rows} row${p.rows === 1 ? '' : 's'}; ${p.need} are needed to train and to judge`,
    fix: () => 'Add rows with that value, leave it out with .where(…), or merge it with another.',
    status: 422,
  }),
  MW_FEATURES_TARGET_CLASSES: row<{ column: string; classes: number; task: string }>({
    message: (p) => `the target "${p.column}" has ${p.classes} different values, which a ${p.task} task cannot have`,
    fix: () => 'Choose the task that fits: two values are binary, 3 to 1,000 multiclass, numbers regression.',
    status: 422,
  }),
  MW_FEATURES_POSITIVE: row<{ positive: string; column: string; labels: readonly string[] }>({
    message: (p) => `"${p.positive}" is not a value of the target "${p.column}"`,
    fix: (p) => `Its values are ${listed(p.labels, 10)}.`,
    status: 422,
  }),
  MW_FEATURES_TREATMENT_NONE: row<{ outcome: string }>({
    message: (p) => `.uplift('${p.outcome}', …) does not say which column tells who was treated`,
    fix: (p) => `Name it: .uplift('${p.outcome}', { treatment: 'mailed' }).`,
    status: 422,
  }),
  MW_FEATURES_TREATMENT_ARMS: row<{ column: string; values: readonly string[]; rows: number }>({
    message: (p) =>
      p.values.length === 0
        ? `every one of the ${p.rows} rows lacks a value of the treatment "${p.column}", or of the outcome`
        : `the treatment "${p.column}" has ${p.values.length === 1 ? 'one value' : `${p.values.length} values`} in ${p.rows} rows, ${listed(p.values, 10)}; two are due, treated and not`,
    fix: (p) =>
      p.values.length > 2
        ? `Keep two of them: .where((c) => c.${p.column}.in('${p.values[0]}', '${p.values[1]}')).`
        : 'Without rows that were not treated nothing tells what the treatment changed: add those that were left out of the campaign.',
    status: 422,
  }),
  MW_FEATURES_TREATMENT_WHICH: row<{ column: string; values: readonly string[]; got: string }>({
    message: (p) =>
      p.got === ''
        ? `nothing says which value of "${p.column}" means treated: ${listed(p.values)}`
        : `"${p.got}" is not a value of the treatment "${p.column}", whose values are ${listed(p.values)}`,
    fix: (p) =>
      `Say it: .uplift(…, { treatment: '${p.column}', treated: '${p.values.find((value) => !UNTREATED.includes(value.toLowerCase())) ?? p.values[0]}' }).`,
    status: 422,
  }),
  MW_FEATURES_TREATMENT_FEW: row<{ column: string; arm: string; what: string; rows: number; need: number }>({
    message: (p) =>
      `of the rows with "${p.column}" = ${p.arm} only ${p.rows} ${p.what}; ${p.need} are needed to learn and to judge an effect`,
    fix: () => 'Add rows of that arm, take an outcome that comes about more often, or wait until more of it is known.',
    status: 422,
  }),
  MW_FEATURES_WEIGHT: row<{ column: string; rows: number }>({
    message: (p) => `the weight "${p.column}" is empty or not positive in ${p.rows} rows`,
    fix: () => 'Leave those rows out with .where(…), or give them a positive weight.',
    status: 422,
  }),
  MW_FEATURES_OPTION_NEEDS: row<{ option: string; due: string }>({
    message: (p) => `"${p.option}" says nothing without ${p.due}`,
    fix: (p) => `Add ${p.due}, or leave "${p.option.split(':')[0]}" out.`,
    status: 400,
    usage: true,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
