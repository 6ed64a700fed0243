import { listed, row, type ErrorRow } from './row.js';

/** Errors that the command line raises. */
export const cliErrors = {
  MW_CLI_COMMAND_UNKNOWN: row<{ name: string; hint: string }>({
    message: (p) => `there is no command "${p.name}".${p.hint}`,
    fix: () => 'Run "millwright --help" to see the commands.',
    status: 400,
    usage: true,
  }),
  MW_CLI_OPTION_UNKNOWN: row<{ command: string; option: string; hint: string }>({
    message: (p) => `"${p.command}" has no option "${p.option}".${p.hint}`,
    fix: (p) => `Run "millwright ${p.command} --help" to see its options.`,
    status: 400,
    usage: true,
  }),
  MW_CLI_OPTION_VALUE: row<{ command: string; option: string; due: string; got: string }>({
    message: (p) => `"${p.option}" takes ${p.due}, got ${p.got}`,
    fix: (p) => `Run "millwright ${p.command} --help" to see an example.`,
    status: 400,
    usage: true,
  }),
  MW_CLI_ARGUMENT_MISSING: row<{ command: string; usage: string; missing: string }>({
    message: (p) => `"${p.command}" needs ${p.missing}`,
    fix: (p) => `Write it as: ${p.usage}`,
    status: 400,
    usage: true,
  }),
  MW_CLI_ARGUMENT_EXTRA: row<{ command: string; usage: string; extra: string }>({
    message: (p) => `"${p.command}" does not know what to do with "${p.extra}"`,
    fix: (p) => `Write it as: ${p.usage}. Put words that hold blanks in quotes.`,
    status: 400,
    usage: true,
  }),
  MW_CLI_LATER: row<{ what: string; instead: string }>({
    message: (p) => `${p.what} is not in this version yet`,
    fix: (p) => p.instead,
    status: 501,
  }),
  MW_CLI_PROJECT_MISSING: row<{ dir: string }>({
    message: (p) => `"${p.dir}" is not a millwright project: it has no folder "models"`,
    fix: () => 'Name the project with --project DIR, or make one: millwright new DIR --from data.csv --target COLUMN',
    status: 404,
  }),
  MW_CLI_PROJECT_EMPTY: row<{ target: string | null; ids: readonly string[] }>({
    message: (p) =>
      `no column is left to learn ${p.target === null ? '' : `"${p.target}" `}from${p.ids.length ? `: ${listed(p.ids)} name rows` : ''}`,
    fix: () => 'Give data with at least one column besides the target that is not an id.',
    status: 400,
  }),
  MW_CLI_PROJECT_WRITE: row<{ dir: string; reason: string }>({
    message: (p) => `"${p.dir}" cannot be written: ${p.reason}`,
    fix: () => 'Choose a folder that you may write to, on a disk with space.',
    status: 500,
  }),
  MW_CLI_MODEL_MISSING: row<{ name: string; hint: string; known: readonly string[] }>({
    message: (p) => `the project has no model "${p.name}".${p.hint}`,
    fix: (p) =>
      p.known.length ? `Its models are ${listed(p.known, 20)}.` : 'Its folder "models" is empty: add a file that exports a model.',
    status: 404,
  }),
  MW_CLI_MODEL_NONE: row<{ dir: string }>({
    message: (p) => `the project has no model: "${p.dir}" holds no .ts or .js file`,
    fix: () => 'Add a file that exports a model, or make a new project: millwright new DIR --from data.csv --target COLUMN',
    status: 404,
  }),
  MW_CLI_MODEL_NAMED: row<{ file: string; got: string; due: string }>({
    message: (p) => `${p.file} defines the model "${p.got}", not "${p.due}"`,
    fix: (p) => `Ask for "${p.got}", or let the file say model('${p.due}', …).`,
    status: 404,
  }),
  MW_CLI_MODEL_AMBIGUOUS: row<{ known: readonly string[] }>({
    message: (p) => `the project has ${p.known.length} models; which one?`,
    fix: (p) => `Name one of ${listed(p.known, 20)}.`,
    status: 400,
    usage: true,
  }),
  MW_CLI_MODEL_RUN: row<{ file: string; reason: string }>({
    message: (p) => `${p.file} cannot be run: ${p.reason}`,
    fix: () => 'Correct the file at that place; an editor, or npx tsc --noEmit, shows such faults while you write.',
    status: 422,
  }),
  MW_CLI_MODEL_FILE: row<{ file: string; reason: string }>({
    message: (p) => `${p.file} does not give a model: ${p.reason}`,
    fix: () => 'Let the file export one as default: export default model("name", table.target(…).features(…)).',
    status: 422,
  }),
  MW_CLI_OUTPUT_FORMAT: row<{ file: string; endings: readonly string[] }>({
    message: (p) => `cannot tell what to write from the name "${p.file}"`,
    fix: (p) => `Give it one of the endings ${listed(p.endings)}.`,
    status: 400,
    usage: true,
  }),
  MW_CLI_JSON: row<{ option: string; got: string; reason: string; example: string }>({
    message: (p) => `"${p.option}" takes a JSON object, got ${p.got === '' ? 'nothing' : p.got} (${p.reason})`,
    fix: (p) => `Write a JSON object in single quotes, such as '${p.example}'.`,
    status: 400,
    usage: true,
  }),
  MW_CLI_FOLDER_TAKEN: row<{ dir: string }>({
    message: (p) => `"${p.dir}" is there already and is no empty folder`,
    fix: () => 'Name a folder that does not exist yet: nothing is ever overwritten.',
    status: 409,
  }),
  MW_CLI_OPTION_RECOMMENDER: row<{ command: string; option: string; takes: readonly string[] }>({
    message: (p) => `"${p.option}" says nothing of a recommender`,
    fix: (p) => `Leave it out; of a recommender "${p.command}" takes ${listed(p.takes, 20)}.`,
    status: 400,
    usage: true,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
