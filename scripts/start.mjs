// `npm start`: sets up what is missing, then runs the demo. Words after `--` go to the demo: `npm start -- --json`.
import { ensureBuilt, ensureInstalled, runNode } from './setup.mjs';

process.exitCode = ensureInstalled() && (await ensureBuilt()) ? await runNode(['bin/millwright.js', 'demo', ...process.argv.slice(2)]) : 1;
