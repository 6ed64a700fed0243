// The page of all methods of recommending, docs/recommenders.md, from their tables and doc comments.
import { join } from 'node:path';
import { commentOf, row, settings } from './docs-learners.mjs';
import { root } from './setup.mjs';

const intro = `# Methods of recommending

What \`--learner\` and a definition's \`learner\` take for the task \`recommend\`. This page is made by \`npm run docs\` from the tables and comments in \`src/recommend/\`.

What holds for all of them is tested by one suite, \`recommenderCases\` of \`millwright/testing\`: the same events, settings and seed give the same bits for any number of
threads and any order of rows; every history has a finite score for every item, an empty one and one of a hundred thousand events too; reasons add up to the score; a
stop is heard; what was stored and damaged is refused.`;

/** The page as Markdown. \`dueText\` says what a parameter takes. */
export function recommendersPage(recommenders, dueText) {
  const learners = Object.values(recommenders);
  const table = [
    row('method', 'good for'),
    row('---', '---'),
    ...learners.map(({ name, summary }) => row(`[\`${name}\`](#${name})`, summary)),
  ].join('\n');
  const sections = learners.map(({ name, params }) =>
    [`## ${name}`, commentOf(name, join(root, 'src', 'recommend')), settings(params, dueText)].join('\n\n'),
  );
  return `${[intro, table, ...sections].join('\n\n')}\n`;
}
