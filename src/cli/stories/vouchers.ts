import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoProject, EveningSoFar, LiveEvening } from '../../demo/index.js';
import type { Model } from '../../model/index.js';
import type { Call } from '../command.js';
import { openCall, type OpenCall } from '../project.js';
import { checkedText } from '../words/checked.js';
import { evaluatedText } from '../words/evaluated.js';
import { explainedText } from '../words/explained.js';
import { comparedText, eveningLine, livedText, replacedText } from '../words/lived.js';
import { promotedText } from '../words/promoted.js';
import { trainedText } from '../words/trained.js';
import { commandHint, DEMO_SEED, isStaying, section, stay } from './section.js';

const MODEL = 'repurchase';

/** Who buys again: trained, served, watched; a rival comes, and that is noticed and learned. */
export async function playVouchers(call: Call, dir: string, port: number): Promise<unknown> {
  const { writeDemoProject } = await import('../../demo/index.js');
  const { linkPackage } = await import('../scaffold/index.js');
  call.progress('simulating the shop');
  const shop = await writeDemoProject(dir, DEMO_SEED);
  await linkPackage(dir);
  await using open = await openCall(call);
  const model = await open.model(MODEL);
  const offline = await playOffline(call, open, model, shop);
  const { serve } = await import('../../serve/index.js');
  const token = randomBytes(24).toString('base64url');
  const quiet = { ...open.run, say: () => {} };
  const serving = await serve({ run: quiet, port, adminToken: token, databaseUrl: call.env['MILLWRIGHT_DATABASE_URL'] });
  try {
    const live = await playLive(call, open, model, shop, { url: serving.url, token });
    const staying = isStaying(call);
    call.show(section('9. Look further', whereTo(dir, staying ? { url: serving.url, token } : undefined, offline.report.out)));
    await stay(call);
    return { project: dir, ...offline.json, ...live };
  } finally {
    await serving.close();
  }
}

/** Check, train, promote, judge, explain, report. */
async function playOffline(call: Call, { run }: OpenCall, model: Model, shop: DemoProject) {
  const models = await import('../../model/index.js');
  const checked = await models.checkData(model, run);
  call.show(section('1. Check the data', checkedText(checked, call.look)));
  const trained = await models.train(model, run);
  call.show(section('2. Train: who buys again within 30 days?', trainedText(trained, call.look)));
  const promoted = await models.promoteVersion(`${MODEL}@${trained.version}`, 'champion', { force: false }, run);
  call.show(section('3. Promote through the gate', promotedText(promoted)));
  const evaluated = await models.evaluateVersion(MODEL, shop.later, run);
  call.show(section('4. Judge it on the next month, which it never saw', evaluatedText(evaluated, call.look)));
  const explained = await models.explainFile(MODEL, shop.later, run);
  call.show(section('5. Explain single customers', explainedText({ ...explained, rows: explained.rows.slice(0, 2) }, call.look)));
  const scores = await models.predictFile(MODEL, { in: shop.later, out: join(shop.root, 'scores.csv') }, run);
  const report = await models.writeReport(MODEL, join(shop.root, 'report.html'), run);
  return { report, json: { checked, trained, promoted, evaluated: { ...evaluated, evaluation: undefined }, scores, report } };
}

/** Serve, watch, find the change, learn of it, and serve on. */
async function playLive(call: Call, open: OpenCall, model: Model, shop: DemoProject, at: { readonly url: string; readonly token: string }) {
  const { playEvening, untilServed } = await import('../../demo/index.js');
  const { monitorModel, retrainModel } = await import('../../monitor/index.js');
  const { cost, valueIfRight, currency = '' } = model.decide!;
  const server = { ...at, signal: call.signal, clock: call.clock };
  const evening = async (ref: string, which: LiveEvening): Promise<EveningSoFar> =>
    playEvening(server, ref, which, { cost: Number(cost), valueIfRight: Number(valueIfRight) }, (soFar) =>
      call.progress(eveningLine(soFar, currency)),
    );
  const watched = async (which: LiveEvening) => {
    const fromMs = call.clock();
    const lived = await evening(MODEL, which);
    const since = `${Math.ceil((call.clock() - fromMs) / 1000)}s`;
    return { lived, monitor: await monitorModel(MODEL, open.run, { since, ...(model.monitor ? { rules: model.monitor } : {}) }) };
  };
  const [before, changed, after] = shop.evenings;
  const calm = await watched(before);
  call.show(section(`6. Serve on ${at.url}: ${before.title}`, livedText(calm.lived, calm.monitor, currency, call.look)));
  await sleep(1000);
  const rival = await watched(changed);
  call.show(section(`7. ${changed.title}`, livedText(rival.lived, rival.monitor, currency, call.look)));
  call.progress('training again on what the shop knows now');
  await shop.moveOn();
  const retrained = await retrainModel(model, open.run, { triggered: [], env: call.env });
  await untilServed(server, MODEL, retrained.promote.moved ? retrained.version : calm.lived.version);
  const learned = await evening(MODEL, after);
  const old = await evening(`${MODEL}@${calm.lived.version}`, after);
  const words = [replacedText(retrained, call.look), comparedText(learned, old, currency, call.look)];
  call.show(section(`8. Retrain, and ${after.title}`, words.join('\n\n')));
  return {
    evenings: [brief(calm.lived), brief(rival.lived), brief(learned)],
    withoutRetraining: brief(old),
    monitor: rival.monitor,
    retrained,
  };
}

const brief = (evening: EveningSoFar) => ({ ...evening, course: undefined });

function whereTo(dir: string, server: { readonly url: string; readonly token: string } | undefined, report: string): string {
  return [
    ...(server ? [`try it                          ${server.url}/docs`, `token                           ${server.token}`] : []),
    `report for people who decide    ${report}`,
    `scores of every customer        ${join(dir, 'scores.csv')}`,
    `the project                     ${dir}`,
    '',
    commandHint(dir, 'monitor'),
  ].join('\n');
}
