import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Earned, EarnedStory, LiveArms, LiveServer, ShopProject, ShopScale, ShopTime } from '../../demo/index.js';
import type { Call } from '../command.js';
import { openCall, type OpenCall } from '../project.js';
import { earnedText, findingsText, gateText, liveLine, shopText } from '../words/earned.js';
import { promotedText } from '../words/promoted.js';
import { trainedRecommenderText } from '../words/recommender.js';
import { commandHint, DEMO_SEED, isStaying, section, stay } from './section.js';

const MODEL = 'shop';

/** The shop: a recommender is trained and tried against bestsellers on live visitors; what it earned, beside the truth; a page to click through. */
export async function playShop(call: Call, dir: string, port: number): Promise<unknown> {
  const { SHOP_SCALES, serveFront, shopTime, writeShopProject } = await import('../../demo/index.js');
  const { linkPackage } = await import('../scaffold/index.js');
  const scale = SHOP_SCALES[call.options['small'] === true ? 'small' : 'usual'];
  call.progress('simulating the shop');
  const shop = await writeShopProject(dir, DEMO_SEED, call.clock(), scale);
  await linkPackage(dir);
  call.show(section('1. A shop, and what it knows', shopText(shop.history)));
  await using open = await openCall(call);
  const trained = await trainBoth(call, open);
  const others = await trainOthers(call, open, shop);
  const { serve } = await import('../../serve/index.js');
  const token = randomBytes(24).toString('base64url');
  const time = shopTime(call.clock, shop.history);
  const quiet = { ...open.run, say: () => {}, clock: time.now };
  const serving = await serve({ run: quiet, port, adminToken: token, databaseUrl: call.env['MILLWRIGHT_DATABASE_URL'] });
  try {
    const server: LiveServer = { url: serving.url, token, signal: call.signal, clock: call.clock };
    const arms = { model: MODEL, control: trained.bestsellers.version, treated: trained.personal.version };
    const { course, ...live } = await playLive(call, open, { shop, server, arms, scale, time });
    const { rows, seconds } = trained.personal;
    const learned = { events: rows.train + rows.holdout, seconds };
    const story = { earned: live.earned, course, planned: scale.planned, learned, findings: others.findings };
    const front = await serveFront({ server, model: MODEL, history: shop.history }, await pagesOf(dir, open, story));
    try {
      call.show(section('6. Click through it', whereTo(dir, scale.planned, isStaying(call) ? { ...server, front: front.url } : undefined)));
      await stay(call);
      return { project: dir, ...trained, ...others.json, ...live, page: join(dir, 'earned.html') };
    } finally {
      await front.close();
    }
  } finally {
    await serving.close();
  }
}

/** The list that everybody sees today, and one for each. */
async function trainBoth(call: Call, open: OpenCall) {
  const { promoteVersion, trainRecommender } = await import('../../model/index.js');
  const definition = await open.definition(MODEL);
  if (definition.kind !== 'millwright-recommender') throw new TypeError(`${MODEL} is no recommender`);
  const bestsellers = await trainRecommender(definition, { ...open.run, say: () => {}, learner: 'popularity' });
  await promoteVersion(`${MODEL}@${bestsellers.version}`, 'champion', { force: true }, open.run);
  const personal = await trainRecommender(definition, open.run);
  call.show(section('2. Train: what to show to whom?', trainedRecommenderText(personal, call.look)));
  return { bestsellers, personal };
}

/** Two more models over the same log. */
async function trainOthers(call: Call, open: OpenCall, shop: ShopProject) {
  const models = await import('../../model/index.js');
  const { churnFinding, demandFinding } = await import('../../demo/index.js');
  const one = async (name: string, later: string) => {
    const trained = await models.train(await open.model(name), open.run);
    await models.promoteVersion(`${name}@${trained.version}`, 'champion', { force: false }, open.run);
    const evaluated = await models.evaluateVersion(name, later, open.run);
    return { trained, evaluated: { ...evaluated, evaluation: undefined } };
  };
  const churn = await one('churn', shop.customersLater);
  const demand = await one('demand', shop.demandLater);
  const letters = await models.predictFile('churn', { in: shop.customersTonight, out: join(shop.root, 'who-leaves.csv') }, open.run);
  const tonight = await models.explainFile('churn', shop.customersTonight, open.run);
  const findings = [churnFinding(churn, tonight, letters), demandFinding(demand, shop.lastWeek)];
  call.show(section('3. The same log answers more: who leaves, what will sell', findingsText(findings, call.look)));
  return { findings, json: { churn, demand, letters } };
}

/** Writes what the recommender earned and every model's report into the project, and gives the same pages by their paths in the open shop. */
async function pagesOf(dir: string, open: OpenCall, story: EarnedStory): Promise<Readonly<Record<string, string>>> {
  const { earnedPage } = await import('../../demo/index.js');
  const { writeReport } = await import('../../model/index.js');
  const reports = await Promise.all(
    [MODEL, ...story.findings.map(({ model }) => model)].map(async (model) => {
      const { out } = await writeReport(model, undefined, open.run);
      return { model, file: relative(dir, out), page: await readFile(out, 'utf8') };
    }),
  );
  const fileOf = (model: string): string => reports.find((one) => one.model === model)!.file.replaceAll('\\', '/');
  await writeFile(join(dir, 'earned.html'), earnedPage(story, { report: fileOf }));
  return {
    '/shop/earned': earnedPage(story, { shop: '/shop', report: reportAt }),
    ...Object.fromEntries(reports.map(({ model, page }) => [reportAt(model), page])),
  };
}

/** Where a model's report is in the open shop. */
const reportAt = (model: string): string => `/shop/reports/${model}`;

interface LiveDays {
  readonly shop: ShopProject;
  readonly server: LiveServer;
  readonly arms: LiveArms;
  readonly scale: ShopScale;
  readonly time: ShopTime;
}

/** Half of the visitors see bestsellers, half a list of their own; then the recommender goes to the gate, which judges by the log. */
async function playLive(call: Call, open: OpenCall, { shop, server, arms, scale, time }: LiveDays) {
  const { ask, earnedIn, playDays, untilServed } = await import('../../demo/index.js');
  const { promoteVersion } = await import('../../model/index.js');
  const { model, control, treated } = arms;
  const halves = {
    ab: {
      salt: 'front-page',
      arms: [
        { to: control, percent: 50 },
        { to: treated, percent: 50 },
      ],
    },
  };
  await ask(server, `/v1/models/${model}/routing`, halves, 'PUT');
  const startedMs = call.clock();
  const course: Earned[] = [];
  const { liveDays: days, planned } = scale;
  await playDays(server, arms, shop.history, days, {
    show: (soFar) => call.progress(liveLine(soFar, days)),
    evening: (soFar) => course.push(earnedIn(soFar, planned)),
    clock: time.set,
  });
  time.leave();
  const earned = course.at(-1)!;
  const seconds = (call.clock() - startedMs) / 1000;
  call.show(
    section(`4. ${days} days with live visitors: half see bestsellers, half their own list`, earnedText(earned, seconds, call.look)),
  );
  await ask(server, `/v1/models/${model}/routing`, {}, 'PUT');
  const promoted = await promoteVersion(`${model}@${treated}`, 'champion', { force: false }, open.run);
  await untilServed(server, model, promoted.moved ? treated : control);
  call.show(section('5. For everybody, through the gate', [gateText(earned), promotedText(promoted)].join('\n\n')));
  return { earned, course, promoted };
}

const whereTo = (dir: string, planned: number, at: (LiveServer & { readonly front: string }) | undefined): string =>
  [
    ...(at
      ? [
          `the shop                        ${at.front}/shop`,
          `what the recommender earned     ${at.front}/shop/earned`,
          `the models' REST API            ${at.url}/docs`,
          `its token                       ${at.token}`,
        ]
      : [`what the recommender earned     ${join(dir, 'earned.html')}`]),
    `who leaves, by tonight          ${join(dir, 'who-leaves.csv')}`,
    `the project                     ${dir}`,
    '',
    commandHint(dir, `experiment live --model ${MODEL} --planned ${planned}`),
  ].join('\n');
