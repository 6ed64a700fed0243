import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mwError } from '../../core/index.js';
import type { Command } from '../command.js';
import { numberOption } from '../parse.js';

export const demoCommand: Command = {
  name: 'demo',
  summary: 'The demo shop: what a recommender earns there, how sure that is, and a page to click through.',
  args: [{ name: 'DIR', doc: "Where to put the shop's project (default: a new folder for temporary files).", optional: true }],
  options: [
    { name: 'port', value: 'N', doc: 'Where to serve (default: any free port of this machine alone).' },
    { name: 'small', doc: 'A smaller shop: ready sooner, and less sure of what it earned.' },
    { name: 'vouchers', doc: 'The story of the vouchers instead: who buys again, a rival comes, it is noticed and learned.' },
    { name: 'once', doc: 'End after the story instead of serving on until Ctrl-C; so it is with --json.' },
  ],
  example: 'millwright demo shop',
  run: async (call) => {
    const dir = call.args[0] === undefined ? await mkdtemp(join(tmpdir(), 'millwright-shop-')) : resolve(call.args[0]);
    if (existsSync(dir) && readdirSync(dir).length > 0) throw mwError('MW_CLI_FOLDER_TAKEN', { dir });
    const port = numberOption('demo', call.options, 'port', { low: 0, high: 65_535, whole: true }) ?? 0;
    const inDir = { ...call, root: dir };
    if (call.options['vouchers'] === true) {
      const { playVouchers } = await import('../stories/vouchers.js');
      return { json: await playVouchers(inDir, dir, port), text: '' };
    }
    const { playShop } = await import('../stories/shop.js');
    return { json: await playShop(inDir, dir, port), text: '' };
  },
};
