// `npm run docs`: writes the pages that are made from tables, docs/errors.md, docs/learners.md and docs/recommenders.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorsPage } from './docs-errors.mjs';
import { learnersPage } from './docs-learners.mjs';
import { recommendersPage } from './docs-recommenders.mjs';
import { ensureBuilt, ensureInstalled, root } from './setup.mjs';

if (!ensureInstalled() || !(await ensureBuilt())) process.exit(1);
const built = (layer) => import(pathToFileURL(join(root, 'dist', layer, 'index.js')).href);
const { errorTable } = await built('core');
writeFileSync(join(root, 'docs', 'errors.md'), errorsPage(errorTable));
console.log(`docs/errors.md: ${Object.keys(errorTable).length} errors`);

const [{ learners, dueText }, { referenceFit }] = [await built('learn'), await built('testing')];
writeFileSync(join(root, 'docs', 'learners.md'), await learnersPage(learners, referenceFit, dueText));
console.log(`docs/learners.md: ${Object.keys(learners).length} learners`);

const { recommenders } = await built('recommend');
writeFileSync(join(root, 'docs', 'recommenders.md'), recommendersPage(recommenders, dueText));
console.log(`docs/recommenders.md: ${Object.keys(recommenders).length} methods`);
