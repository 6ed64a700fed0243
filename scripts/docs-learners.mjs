// The page of all learners, docs/learners.md, from their tables, their doc comments, what their conformance files say, and what small fits tell.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const COPIES = 'weight k equals k copies of a row, within 1e-6 of a margin';
const ROWS = [300, 600];

/**
 * The page as Markdown. `fits` gives, of a learner, a task and a number of rows, a predictor of the reference problem of the conformance suite;
 * `dueText` says what a parameter takes.
 */
export async function learnersPage(learners, fits, dueText) {
  const facts = [];
  for (const learner of Object.values(learners)) facts.push(await factsOf(learner, fits));
  return `${[intro, overview(facts), ...facts.map((fact) => section(fact, dueText))].join('\n\n')}\n`;
}

const intro = `# Learners

What \`--learner\` and a definition's \`learner\` take. This page is made by \`npm run docs\` from the tables and comments in \`src/learn/\`.

What holds for all of them is tested by one suite, \`learnerCases\` of \`millwright/testing\`: missing values and unseen categories are accepted, in training or for the
first time when predicting; the same rows, settings and seed give the same bits for any number of threads; one row is answered as in a batch, to the bit; weights of 1
are as good as none; a stop is heard; a stored predictor that was damaged is refused.

**Contributions** are exact shares of every single prediction, per feature. **Stored** is the size of the fitted predictor on ${ROWS[0]} rows of three numbers, a yes/no
and a category of four levels, first task named, default settings; **twice the rows** says how it grows.`;

async function factsOf(learner, fits) {
  const { name, tasks } = learner;
  const predictors = [];
  for (const rows of ROWS) predictors.push(await fits(learner, tasks[0], rows).catch(refused));
  const [bytes, more] = predictors.map((predictor) => predictor && bytesOf(predictor.toParts()));
  const contributions = predictors[0] && (predictors[0].contributions === undefined ? 'none' : 'exact');
  return { learner, bytes, more, contributions, weights: weightsOf(name), about: aboutOf(name) };
}

/** A learner may find nothing in such a problem and say so: what it would store is then not known. */
function refused(error) {
  if (!error.code?.startsWith('MW_LEARN_')) throw error;
  return undefined;
}

const bytesOf = ({ meta, arrays }) => JSON.stringify(meta).length + Object.values(arrays).reduce((sum, array) => sum + array.byteLength, 0);

/** Why a weight is not the same as copies of the row; undefined where it is. */
function weightsOf(name) {
  const path = join(root, 'src', 'learn', name, 'conformance.json');
  const exemption = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).exempt?.[COPIES] : undefined;
  return exemption && (exemption.never ?? exemption.notYet);
}

/** The doc comment of a learner's constant, or of the function that makes an ensemble of the registry's learners (`blendOf`), its line breaks gone. */
const aboutOf = (name) => commentOf(name, join(root, 'src', 'learn', name));

/** The doc comment of the constant of that name, in any file of a folder, its line breaks gone. */
export function commentOf(name, folder) {
  const constant = name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());
  const comment = new RegExp(String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\s*export const ${constant}(?:Of)?\b`);
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const [found] = files.flatMap((file) => comment.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? []);
  if (found === undefined)
    throw new Error(`${folder} has no doc comment on \`export const ${constant}\`: it says what the learner does, costs and stores`);
  return found
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, ''))
    .join('\n')
    .split(/\n\s*\n/)
    .filter((paragraph) => !paragraph.includes('```'))
    .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ').trim())
    .join('\n\n');
}

function overview(facts) {
  const rows = facts.map(({ learner: { name, tasks, summary }, bytes, more, contributions = '–' }) =>
    row(
      `[\`${name}\`](#${name})`,
      tasks.join(', '),
      summary,
      contributions,
      bytes === undefined ? '–' : size(bytes),
      more === undefined ? '–' : `× ${(more / bytes).toFixed(more < 10 * bytes ? 1 : 0)}`,
    ),
  );
  const head = row('learner', 'tasks', 'good for', 'contributions', 'stored', 'twice the rows');
  return [head, row('---', '---', '---', '---', '---', '---'), ...rows].join('\n');
}

function section({ learner, weights, about }, dueText) {
  return [
    `## ${learner.name}`,
    about,
    `A weight of k ${weights === undefined ? 'is as good as k copies of the row.' : `is not the same as k copies of the row: ${weights}.`}`,
    settings(learner.params, dueText),
  ].join('\n\n');
}

/** The table of a learner's settings. */
export function settings(table, dueText) {
  const params = Object.entries(table).map(([name, param]) =>
    row(`\`${name}\``, dueText(param), `\`${JSON.stringify(param.default)}\``, param.doc),
  );
  if (params.length === 0) return 'It has no settings.';
  return [row('setting', 'takes', 'default', 'what it does'), row('---', '---', '---', '---'), ...params].join('\n');
}

/** A line of a table. */
export const row = (...cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** Two digits: `0.9 kB`, `36 kB`, `1.2 MB`. */
function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${Number(value.toPrecision(2))} ${unit}`;
}
