// `npm run build`: the package as it is published, in dist/.
import { build, ensureInstalled } from './setup.mjs';

process.exitCode = ensureInstalled() && (await build()) ? 0 : 1;
