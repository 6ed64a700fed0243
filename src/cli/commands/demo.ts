import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mwError } from '../../core/index.js';
import type { Answer, Command } from '../command.js';
import { numberOption } from '../parse.js';

export const demoCommand: Command = {
  name: 'demo',
  summary: 'The demo shop: what a recommender earns there, how sure that is, and a page to click through.',
  args: [{ name: 'DIR', doc: "Where to put the shop's project (default: a new folder for temporary files).", optional: true }],
  options: [
    {
      name: 'port',
      value: 'N',
      doc: "Where the models' REST API is served (default: any free port of this machine alone); the shop's pages take a free one.",
    },
    { name: 'small', doc: 'A smaller shop: ready sooner, and less sure of what it earned.' },
    { name: 'vouchers', doc: 'The story of the vouchers instead: who buys again, a rival comes, it is noticed and learned.' },
    { name: 'once', doc: 'End after the story instead of serving on until Ctrl-C; so it is with --json.' },
  ],
  example: 'millwright demo shop',
  run: async (call) => {
    const port = numberOption('demo', call.options, 'port', { low: 0, high: 65_535, whole: true }) ?? 0;
    const { checkPortFree } = await import('../../demo/index.js');
    await checkPortFree(port);
    const dir = call.args[0] === undefined ? await mkdtemp(join(tmpdir(), 'millwright-shop-')) : resolve(call.args[0]);
    if (isTaken(dir)) throw mwError('MW_CLI_FOLDER_TAKEN', { dir });
    const inDir = { ...call, root: dir };
    const play =
      call.options['vouchers'] === true
        ? (await import('../stories/vouchers.js')).playVouchers
        : (await import('../stories/shop.js')).playShop;
    try {
      return { json: await play(inDir, dir, port), text: '' };
    } catch (error) {
      if (!call.signal.aborted) throw error;
      return stoppedEarly(dir);
    }
  },
};

const isTaken = (dir: string): boolean => existsSync(dir) && (!statSync(dir).isDirectory() || readdirSync(dir).length > 0);

/** The story cannot go on where it ended: a folder that holds something is refused. */
const stoppedEarly = (dir: string): Answer => ({
  json: { project: dir, interrupted: true },
  text: `Stopped before the story was over. What was made so far stays in ${dir}; the demo begins anew in another folder.`,
  interrupted: true,
});
