import { listed, row, type ErrorRow } from './row.js';

const megabytes = (bytes: number): number => Number((bytes / 2 ** 20).toPrecision(3));

/** Errors that `model` raises. */
export const modelErrors = {
  MW_MODEL_REF: row<{ got: string }>({
    message: (p) => `"${p.got}" does not name a model`,
    fix: () => 'Write NAME, NAME@3 (a version) or NAME@champion (an alias).',
    status: 400,
    usage: true,
  }),
  MW_MODEL_NAME: row<{ name: string }>({
    message: (p) => `"${p.name}" cannot be the name of a model`,
    fix: () => 'Use 1 to 100 letters, digits, ".", "_" or "-", the first one a letter or a digit.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_ALIAS_NAME: row<{ alias: string }>({
    message: (p) => `"${p.alias}" cannot be the name of an alias`,
    fix: () => 'Use 1 to 100 letters, digits, ".", "_" or "-", the first one a letter: champion, challenger, shadow, or your own word.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_UNKNOWN: row<{ model: string; hint: string; known: readonly string[] }>({
    message: (p) => `no model "${p.model}" is registered.${p.hint}`,
    fix: (p) =>
      p.known.length
        ? `The registered models are ${listed(p.known, 10)}.`
        : `Nothing is registered yet: run \`millwright train ${p.model}\`.`,
    status: 404,
  }),
  MW_MODEL_VERSION_UNKNOWN: row<{ model: string; version: number; known: readonly number[] }>({
    message: (p) => `"${p.model}" has no version ${p.version}`,
    fix: (p) =>
      p.known.length ? `Its versions are ${p.known.slice(-10).join(', ')}.` : `It has none: run \`millwright train ${p.model}\`.`,
    status: 404,
  }),
  MW_MODEL_ALIAS_UNKNOWN: row<{ model: string; alias: string; hint: string; known: readonly string[] }>({
    message: (p) => `"${p.model}" has no alias "${p.alias}".${p.hint}`,
    fix: (p) =>
      p.known.length
        ? `Its aliases are ${listed(p.known, 10)}.`
        : `It has none yet: \`millwright promote ${p.model}@N ${p.alias}\` makes one.`,
    status: 404,
  }),
  MW_MODEL_NO_VERSION: row<{ model: string }>({
    message: (p) => `"${p.model}" has no version`,
    fix: (p) => `Run \`millwright train ${p.model}\`.`,
    status: 404,
  }),
  MW_MODEL_ALIAS_MOVED: row<{ model: string; alias: string; expected: number | null; found: number | null }>({
    message: (p) =>
      `"${p.model}@${p.alias}" was expected at ${p.expected === null ? 'no version' : `version ${p.expected}`}` +
      ` and is at ${p.found === null ? 'none' : p.found}: somebody moved it meanwhile; nothing was changed`,
    fix: () => 'Look at the new state with `millwright models` and decide again.',
    status: 409,
  }),
  MW_MODEL_MEMORY: row<{ learner: string; rows: number; bytes: number; mostBytes: number; instead: readonly string[] }>({
    message: (p) =>
      `the learner "${p.learner}" needs all ${p.rows} rows in memory: ${megabytes(p.bytes)} MB at least, of which this run may use ${megabytes(p.mostBytes)} MB`,
    fix: (p) =>
      `Give more memory (\`--memory\`), take fewer rows${p.instead.length ? `, or a learner that reads rows from disk: ${listed(p.instead, 5)}` : ''}.`,
    status: 507,
  }),
  MW_MODEL_ROWS: row<{ rows: number; most: number; memoryMb: number }>({
    message: (p) => `${p.rows} rows do not fit into ${Math.floor(p.memoryMb)} MB even when their cells stay on disk: about ${p.most} do`,
    fix: () => 'Give more memory (`--memory`), or learn from fewer rows.',
    status: 507,
  }),
  MW_MODEL_NO_TARGET: row<{ model: string; task: string; what: string }>({
    message: (p) => `"${p.model}" does ${p.task} and has no target, and ${p.what} needs one`,
    fix: () => 'Look at `millwright report MODEL`, or compare two versions with `millwright diff A B`.',
    status: 409,
  }),
  MW_MODEL_NO_SEGMENTS: row<{ learner: string; rows: number }>({
    message: (p) => `"${p.learner}" finds no segment in ${p.rows} rows: every row belongs to none`,
    fix: () =>
      'dbscan: raise eps, or lower minRows; hdbscan: lower minSegmentRows or minRows. Or leave out features that only differ by chance, or take kmeans.',
    status: 422,
  }),
  MW_MODEL_SEGMENTS_TASK: row<{ model: string; task: string }>({
    message: (p) => `"${p.model}" has "segments", and does ${p.task}`,
    fix: () => 'Leave "segments" out: only a model of `.segments()` names any.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_SEGMENT_NAMES: row<{ name: string; found: readonly string[] }>({
    message: (p) => `segments.names calls more than one segment "${p.name}": ${listed(p.found)}`,
    fix: () => 'Give each segment a name of its own.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_NO_ROWS: row<{ file: string }>({
    message: (p) => `${p.file} has no row to judge by`,
    fix: () => 'Give a file with rows.',
    status: 422,
  }),
  MW_MODEL_NO_ROLLBACK: row<{ model: string; alias: string }>({
    message: (p) => `"${p.model}@${p.alias}" has no earlier version to go back to`,
    fix: (p) => `Choose a version: \`millwright promote ${p.model}@N ${p.alias}\`.`,
    status: 409,
  }),
  MW_MODEL_VERSION_IN_USE: row<{ model: string; version: number; by: readonly string[] }>({
    message: (p) => `"${p.model}@${p.version}" cannot be deleted: ${listed(p.by)} ${p.by.length === 1 ? 'points' : 'point'} at it`,
    fix: () => 'Move or remove what points at it first.',
    status: 409,
  }),
  MW_MODEL_RUN_UNKNOWN: row<{ run: string }>({
    message: (p) => `there is no run "${p.run}"`,
    fix: () => 'List them with `millwright runs`.',
    status: 404,
  }),
  MW_MODEL_RUN_STATE: row<{ run: string; status: string; due: string }>({
    message: (p) => `the run "${p.run}" is ${p.status}; it must be ${p.due}`,
    fix: () => 'Start a new run.',
    status: 409,
  }),
  MW_MODEL_FORMAT_NEWER: row<{ found: number; known: number }>({
    message: (p) => `this artifact has format ${p.found}, and this version reads formats up to ${p.known}`,
    fix: () => 'Update millwright to at least the version that trained the model.',
    status: 500,
  }),
  MW_MODEL_ARTIFACT: row<{ file: string; reason: string }>({
    message: (p) => `the artifact's ${p.file} is damaged or hostile and was not used: ${p.reason}`,
    fix: () => 'Restore the artifact from a backup, or train again.',
    status: 500,
  }),
  MW_MODEL_GOLDEN: row<{ row: number; output: number; expected: number; got: number | undefined; tolerance: number }>({
    message: (p) =>
      `this runtime does not repeat the model's own answers: golden row ${p.row}, output ${p.output} is ${p.got}, it was ${p.expected} when trained` +
      ` (allowed: ${p.tolerance === 0 ? 'equal to the bit' : `${p.tolerance} relative`})`,
    fix: () => 'Do not serve it here. Use the Node version that trained it, or train again on this machine.',
    status: 500,
  }),
  MW_MODEL_PARAMS_WHOSE: row<{ params: readonly string[] }>({
    message: (p) => `${listed(p.params)}: parameters of which learner? Without a name linear and gbdt are compared at their defaults`,
    fix: () => 'Name it: --learner gbdt beside --params, or learner: gbdt({ … }) in the model.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_OPTION: row<{ option: string; due: string; got: string }>({
    message: (p) => `the model's ${p.option} is ${p.got}; due is ${p.due}`,
    fix: () => 'Correct the option in model(name, features, { … }), or leave it out.',
    status: 422,
  }),
  MW_MODEL_CRON: row<{ cron: string; reason: string }>({
    message: (p) => `"${p.cron}" is no schedule: ${p.reason}`,
    fix: () => 'Write five fields, minute hour day month weekday, in UTC: "0 3 * * 1" is three o\'clock every Monday.',
    status: 422,
  }),
  MW_MODEL_OPTION_UNKNOWN: row<{ option: string; hint: string; known: readonly string[] }>({
    message: (p) => `a model has no option "${p.option}".${p.hint}`,
    fix: (p) => `Known are ${listed(p.known, 20)}.`,
    status: 422,
  }),
  MW_MODEL_NO_FEATURES: row<{ name: string }>({
    message: (p) => `"${p.name}" has no features to learn from`,
    fix: () => "Give model() a table with a target and features: model('churn', table.target('Churn').features((c) => ({ … }))).",
    status: 422,
  }),
  MW_MODEL_COLUMN_NAME: row<{ column: string; reason: string }>({
    message: (p) => `the column "${p.column}" cannot be used under this name: ${p.reason}`,
    fix: () => 'Rename the column in the data and in the schema.',
    status: 422,
  }),
  MW_MODEL_GATE: row<{ what: string; got: string; due: string }>({
    message: (p) => `the gate's ${p.what} has ${p.got}; due is ${p.due}`,
    fix: () => "Write gate: { tolerance: 0.005, floors: { auc: 0.7, 'auc: name of a slice': 0.65 } }.",
    status: 422,
  }),
  MW_MODEL_ONE_CLASS: row<{ column: string; label: string; rows: number }>({
    message: (p) => `all ${p.rows} rows before the holdout have "${p.label}" as their "${p.column}": there is nothing to tell apart`,
    fix: () => 'Give older rows with another value, declare a smaller holdout, or force a random split: .target(…, { split: "random" }).',
    status: 422,
  }),
  MW_MODEL_DECIDE_TASK: row<{ model: string; task: string }>({
    message: (p) => `"${p.model}" declares what acting is worth, and its task is ${p.task}: there is nothing to act on`,
    fix: () => 'Leave decide out, or predict a yes/no: money belongs to binary tasks.',
    status: 422,
  }),
  MW_MODEL_DECIDE_PROTECTED: row<{ amount: string; column: string }>({
    message: (p) => `decide.${p.amount} reads "${p.column}", which the schema protects: people would be acted on, or not, by it`,
    fix: (p) => `Leave it out of the amount. If the model may know it, say so: .target(…, { allowProtected: ['${p.column}'] }).`,
    status: 422,
    usage: true,
  }),
  MW_MODEL_METRIC_MONEY: row<{ model: string }>({
    message: (p) => `"${p.model}" is to be chosen by money, and does not say what acting is worth`,
    fix: () =>
      "Declare it: decide: { act: 'offer a discount', cost: 30, valueIfRight: 400 }; or choose by another metric, such as log_loss.",
    status: 422,
  }),
  MW_MODEL_DECIDE_ROWS: row<{ per: string; column: string }>({
    message: (p) =>
      `the limit per ${p.per} cannot be translated to these rows: their times ("${p.column}") do not span enough to count the rows of a ${p.per}`,
    fix: (p) => `Say how many rows there are to decide about in a ${p.per}: limit: { …, per: '${p.per}', of: 7000 }.`,
    status: 422,
  }),
  MW_MODEL_PROMOTE_WHICH: row<{ model: string; alias: string }>({
    message: (p) => `"${p.model}" already means its ${p.alias}: which version shall become it?`,
    fix: (p) => `Name the version: millwright promote ${p.model}@2 ${p.alias}`,
    status: 400,
    usage: true,
  }),
  MW_MODEL_SKEW: row<{ row: number; due: string; got: string }>({
    message: (p) => `the engine and the row path disagree on row ${p.row}: margin ${p.due} by row, ${p.got} by the engine`,
    fix: () => 'This is a fault of millwright: report it, please, with the features of the model.',
    status: 500,
  }),
  MW_MODEL_CLASS_UNSEEN: row<{ column: string; labels: readonly string[]; rows: number; known: readonly string[] }>({
    message: (p) => `${p.rows} rows have a "${p.column}" that the model never saw: ${listed(p.labels)}`,
    fix: (p) => `Leave those rows out, or train again with them. The model knows ${listed(p.known, 10)}.`,
    status: 422,
  }),
  MW_MODEL_OUT: row<{ path: string; reason: string }>({
    message: (p) => `"${p.path}" cannot be written: ${p.reason}`,
    fix: () => 'Name a file in a folder that exists and that you may write to, on a disk with space.',
    status: 500,
  }),
  MW_MODEL_OUT_IS_IN: row<{ path: string }>({
    message: (p) => `"${p.path}" is the file that is read: writing to it would lose its rows`,
    fix: () => 'Name another file for --out.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_TARGET_MISSING: row<{ column: string; file: string }>({
    message: (p) => `${p.file} has no column "${p.column}", so there is nothing to judge by`,
    fix: () => 'Give a file with the labels, or score it with millwright predict.',
    status: 422,
  }),
  MW_MODEL_PROTECTED_MISSING: row<{ column: string; floor: string; file: string }>({
    message: (p) => `${p.file} has no column "${p.column}", which the gate's floor "${p.floor}" is about`,
    fix: (p) => `Give a file with "${p.column}", or take the floor out of the model's gate.`,
    status: 422,
  }),
  MW_MODEL_UNLABELLED: row<{ column: string; file: string }>({
    message: (p) => `${p.file} has no value of "${p.column}" in any row, so there is nothing to judge by`,
    fix: () => 'Give a file with the labels, or score it with millwright predict.',
    status: 422,
  }),
  MW_MODEL_NO_CONTRIBUTIONS: row<{ learner: string; instead: string }>({
    message: (p) => `the learner "${p.learner}" cannot say exactly what each feature contributes`,
    fix: (p) => `Train ${p.instead} for exact explanations.`,
    status: 422,
  }),
  MW_MODEL_NO_INTERACTIONS: row<{ learner: string }>({
    message: (p) => `the learner "${p.learner}" cannot say exactly which features act together`,
    fix: () => 'Train gbdt without linearLeaves, ebm, or a blend of them for exact interactions.',
    status: 422,
  }),
  MW_MODEL_WANT: row<{ want: string; due: string }>({
    message: (p) => `"${p.want}" is nothing that this model could answer; due is ${p.due}`,
    fix: () => 'Say what is wanted: a label, the act or "nothing", or a range such as "<0.3", ">=0.7" or "200..300".',
    status: 422,
    usage: true,
  }),
  MW_MODEL_ANCHOR: row<{ reason: string }>({
    message: (p) => `no rule that holds the answer can be looked for: ${p.reason}`,
    fix: () =>
      'Say for a number how near counts as the same (--within 20, within: 20), for nothing else; a precision is from 0.5 to below 1; a file to look among has rows.',
    status: 422,
    usage: true,
  }),
  MW_MODEL_CHANGE_COLUMN: row<{ column: string; reason: string; known: readonly string[] }>({
    message: (p) => `"${p.column}" cannot be changed: ${p.reason}`,
    fix: (p) => (p.known.length ? `Columns that can are ${listed(p.known, 20)}.` : 'No column of this model can: see its schema.'),
    status: 422,
    usage: true,
  }),
  MW_MODEL_NO_SKETCH: row<{ model: string }>({
    message: (p) => `nothing is kept of the training rows of "${p.model}", so it is not known what a row could be instead`,
    fix: () => 'Train it again: versions keep a sketch of their rows now.',
    status: 409,
  }),
  MW_MODEL_DIALECT: row<{ dialect: string; known: readonly string[] }>({
    message: (p) => `features cannot be written in "${p.dialect}" yet`,
    fix: (p) => `Use one of ${listed(p.known)}.`,
    status: 400,
    usage: true,
  }),
  MW_MODEL_TWO_MODELS: row<{ a: string; b: string }>({
    message: (p) => `"${p.a}" and "${p.b}" predict different things`,
    fix: () => 'Compare two versions of one model, or two models with the same task and target.',
    status: 422,
  }),
  MW_MODEL_CALIBRATION: row<{ method: string; task: string; known: readonly string[] }>({
    message: (p) => `probabilities of the task ${p.task} cannot be calibrated by "${p.method}"`,
    fix: (p) => `Use one of ${listed(p.known, 10)}, or leave \`calibration\` out.`,
    status: 400,
    usage: true,
  }),
  MW_MODEL_COVERAGE_TASK: row<{ task: string }>({
    message: (p) => `a coverage was asked for, and the task is ${p.task}, which has no truth to lie within`,
    fix: () => 'Leave `coverage` out: it belongs to models with a target.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_COVERAGE_PROTECTED: row<{ column: string }>({
    message: (p) =>
      `the coverage goes by "${p.column}", which the schema protects: people would be answered by it, and each row to predict would have to bring it`,
    fix: (p) =>
      `Leave it out of \`by\`. If the model may know it, so that each group is promised the level by itself, say so: .target(…, { allowProtected: ['${p.column}'] }).`,
    status: 422,
    usage: true,
  }),
  MW_MODEL_COVERAGE_ERRORS: row<{ rows: number; least: number }>({
    message: (p) =>
      `intervals of the method "scaled" learn from errors on rows that a fit did not see: each fold needs ${p.least} of them among the others, and there are ${p.rows} in all`,
    fix: () => "Bring more rows, or say method: 'absolute', which makes all intervals equally wide.",
    status: 400,
  }),
  MW_MODEL_COVERAGE_ROWS: row<{ level: number; rows: number; least: number }>({
    message: (p) =>
      `a coverage of ${p.level} needs at least ${p.least} training rows that some fold tests` +
      `${p.rows < p.least ? `, got ${p.rows}` : `, and more where some weigh far more than others: the ${p.rows} rows do not suffice`}`,
    fix: () => 'Bring more rows, or promise a lower level.',
    status: 400,
  }),
  MW_MODEL_RECOMMENDER: row<{ name: string; reason: string; due: string }>({
    message: (p) => `the recommender "${p.name}" cannot be: ${p.reason}`,
    fix: (p) => `Give it ${p.due}.`,
    status: 400,
    usage: true,
  }),
  MW_MODEL_EVENTS_FEW: row<{ name: string; events: number }>({
    message: (p) => `the recommender "${p.name}" has ${p.events} usable events of fewer than two users: nothing can be learned from them`,
    fix: () => 'Name the right columns for user, item and time, or give it more events.',
    status: 400,
  }),
  MW_MODEL_ITEM_TWICE: row<{ item: string; of: string; name: string }>({
    message: (p) => `the table of ${p.of}s of "${p.name}" has the ${p.of} "${p.item}" twice`,
    fix: (p) => `Keep one row per ${p.of}: remove the other, or name another column as the id.`,
    status: 400,
  }),
  MW_MODEL_NO_RECOMMENDER: row<{ model: string; task: string }>({
    message: (p) => `${p.model} recommends nothing: its task is ${p.task}`,
    fix: () => 'Ask a recommender, or ask this model for predictions.',
    status: 400,
    usage: true,
  }),
  MW_MODEL_RECOMMENDS: row<{ model: string }>({
    message: (p) => `${p.model} recommends items to users; it predicts nothing of a row`,
    fix: () =>
      'Ask it for lists: `millwright recommend MODEL --in users.csv --out lists.jsonl`, or POST /v1/models/{model}/recommend. `train`, `evaluate`, `report` and `promote` know it, too.',
    status: 400,
    usage: true,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
