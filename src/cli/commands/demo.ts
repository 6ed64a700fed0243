import { mkdtemp } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { mwError } from '../../core/index.js';
import type { Call, Command } from '../command.js';
import { openCall } from '../project.js';
import { checkedText } from '../words/checked.js';
import { evaluatedText } from '../words/evaluated.js';
import { explainedText } from '../words/explained.js';
import { promotedText } from '../words/promoted.js';
import { trainedText } from '../words/trained.js';

const SEED = 7;

export const demoCommand: Command = {
  name: 'demo',
  summary: 'The demo shop: makes its own data, checks it, trains, judges, explains, and writes a report.',
  args: [{ name: 'DIR', doc: "Where to put the shop's project (default: a new folder for temporary files).", optional: true }],
  options: [],
  example: 'millwright demo shop',
  run: async (call) => {
    const dir = call.args[0] === undefined ? await mkdtemp(join(tmpdir(), 'millwright-shop-')) : resolve(call.args[0]);
    if (existsSync(dir) && readdirSync(dir).length > 0) throw mwError('MW_CLI_FOLDER_TAKEN', { dir });
    const parts = await play({ ...call, root: dir }, dir);
    return { json: parts.json, text: parts.text };
  },
};

/** The main job, command by command, on the shop's data. */
async function play(call: Call, dir: string): Promise<{ json: unknown; text: string }> {
  const { writeDemoProject } = await import('../../demo/index.js');
  const { linkPackage } = await import('../scaffold/index.js');
  const models = await import('../../model/index.js');
  call.progress('simulating the shop');
  const shop = await writeDemoProject(dir, SEED);
  await linkPackage(dir);
  await using open = await openCall(call);
  const model = await open.model('repurchase');
  const checked = await models.checkData(model, open.run);
  const trained = await models.train(model, open.run);
  const promoted = await models.promoteVersion(`repurchase@${trained.version}`, 'champion', { force: false }, open.run);
  const evaluated = await models.evaluateVersion('repurchase', shop.later, open.run);
  const explained = await models.explainFile('repurchase', shop.later, open.run);
  const scores = await models.predictFile('repurchase', { in: shop.later, out: join(dir, 'scores.csv') }, open.run);
  const report = await models.writeReport('repurchase', join(dir, 'report.html'), open.run);
  const few = { ...explained, rows: explained.rows.slice(0, 2) };
  const text = [
    section('1. Check the data', checkedText(checked, call.look)),
    section('2. Train: who buys again within 30 days?', trainedText(trained, call.look)),
    section('3. Promote through the gate', promotedText(promoted)),
    section('4. Judge it on the next month, which it never saw', evaluatedText(evaluated, call.look)),
    section('5. Explain single customers', explainedText(few, call.look)),
    section(
      '6. Look further',
      [
        `report for people who decide   ${report.out}`,
        `scores of every customer        ${scores.out}`,
        `the project                     ${dir}`,
        '',
        `  cd ${relative(process.cwd(), dir) || '.'} && millwright models`,
      ].join('\n'),
    ),
  ];
  return {
    json: { project: dir, checked, trained, promoted, evaluated: { ...evaluated, evaluation: undefined }, scores, report },
    text: text.join('\n\n'),
  };
}

const section = (title: string, text: string): string => `━━ ${title}\n\n${text}`;
