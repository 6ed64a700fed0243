import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { main } from '../main.js';
import { actions, experimentCommand } from './experiment.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'mw-experiment-'));
  const draw = random(2, 'experiment');
  const lines = Array.from({ length: 6000 }, (_, i) => {
    const arm = draw.uniform() < 0.5 ? 'new' : 'old';
    const bought = draw.uniform() < (arm === 'new' ? 0.2 : 0.15);
    return `v${i},${arm},${bought ? 'yes' : 'no'},${(draw.normal() + 10).toFixed(3)}`;
  });
  const write = (name: string, rows: readonly string[]) =>
    writeFileSync(join(root, name), `${['visitor,arm,bought,seconds', ...rows].join('\n')}\n`);
  write('trial.csv', lines);
  write(
    'lossy.csv',
    lines.filter((line, i) => !line.includes(',new,') || i % 6 > 0),
  );
  write('early.csv', lines.slice(0, 120));
  write('thin.csv', ['v1,old,yes,1', 'v2,old,no,2', 'v3,new,yes,3']);
});
afterAll(() => rmSync(root, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = { out: false, err: false, width: 120 };
  const write = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const code = await main(['experiment', ...words], { ...write, env: {}, cwd: root, terminal, signal: new AbortController().signal });
  return { code, out, err };
}
const analyse = (name: string, ...words: string[]) => run('analyse', '--in', name, '--arm', 'arm', ...words);

it('plans from a baseline, in rows and days', async () => {
  const { code, out } = await run('plan', '--baseline', '0.05', '--lift', '10%', '--daily', '2000', '--unit', 'visitor');
  expect(code).toBe(0);
  expect(out).toContain('To find a change from 5% to 5.5% (+10%):');
  expect(out).toMatch(/once, at the end +31,234 +31,234 +62,468 +32\n/);
  expect(out).toContain('--planned 119618');
});

it('plans from past rows, and says what given rows can find', async () => {
  const plan = JSON.parse((await run('plan', '--in', 'trial.csv', '--outcome', 'seconds', '--effect', '0.1', '--json')).out) as Record<
    string,
    never
  >;
  expect(plan).toMatchObject({ measured: { kind: 'mean' }, effect: { absolute: 0.1 }, once: { arms: expect.any(Array) } });
  expect((await run('plan', '--baseline', '.5', '--rows', '1570', '--shares', '50,50')).out).toMatch(
    /^With 1,570 rows you can find a change from 50% to 57/,
  );
});

it('says in words what a test came to', async () => {
  const { code, out } = await analyse('trial.csv', '--outcome', 'bought,seconds', '--unit', 'visitor');
  expect(code).toBe(0);
  expect(out).toMatch(/^6,000 visitors in 2 arms\n/);
  expect(out).toMatch(/Better: "bought" is [\d.]+ points \([\d.]+ to [\d.]+\) higher in new than in old, \+[\d.]+%\. You may stop now\./);
  expect(out).toContain('seconds, mean');
});

it('takes names with a space behind the comma', async () => {
  const { code, out } = await analyse('trial.csv', '--outcome', 'bought, seconds', '--lower', ' seconds');
  expect(code).toBe(0);
  expect(out).toContain('seconds, mean');
});

it.each([
  ['neither effect nor rows', ['plan', '--baseline', '0.05'], /--lift or --effect.*--rows/],
  ['both', ['plan', '--baseline', '0.05', '--lift', '10%', '--rows', '900'], /--lift or --effect.*--rows/],
  ['a mean without its spread', ['plan', '--baseline', '12', '--lift', '10%'], /--deviation/],
  [
    'arms that are none',
    ['analyse', '--in', 'trial.csv', '--arm', 'arm', '--outcome', 'bought', '--shares', 'old=50,gnu=50'],
    /old=50,new=50/,
  ],
  ['one row in an arm', ['analyse', '--in', 'thin.csv', '--arm', 'arm', '--outcome', 'bought'], /more rows of "new"/],
])('has a fix for %s', async (_, words, fix) => {
  expect((await run(...words)).err).toMatch(fix);
});

it('says how many more rows are needed, or that it is too early', async () => {
  expect((await analyse('trial.csv', '--outcome', 'seconds')).out).toMatch(/Not decided: .*(about [\d,]+ more rows|none is in sight)/);
  expect((await analyse('early.csv', '--outcome', 'bought', '--unit', 'visitor')).out).toMatch(
    /Too early: (old|new) has \d+ visitors with a known outcome/,
  );
  expect((await analyse('trial.csv', '--outcome', 'seconds', '--once')).out).toContain('No difference is shown');
});

it('refuses a verdict on a test that lost rows, loudly', async () => {
  const { code, out } = await analyse('lossy.csv', '--outcome', 'bought', '--unit', 'visitor');
  expect(code).toBe(1);
  expect(out).toContain('NO VERDICT. The arms do not have the visitors that are due to them');
  expect(out).not.toContain('Better');
  const document = JSON.parse((await analyse('lossy.csv', '--outcome', 'bought', '--json')).out) as Record<string, unknown>;
  expect(document).toMatchObject({ faults: ['sample_ratio'], outcomes: [{ against: [{ verdict: 'none' }] }] });
});

it.each<[readonly string[], string]>([
  [['run'], 'MW_CLI_OPTION_VALUE'],
  [['__proto__'], 'MW_CLI_OPTION_VALUE'],
  [['plan'], 'MW_CLI_OPTION_VALUE'],
  [['plan', '--baseline', 'five'], 'MW_CLI_OPTION_VALUE'],
  [['plan', '--baseline', '5', '--lift', '10%'], 'MW_EVALUATE_EXPERIMENT'],
  [['plan', '--baseline', '0.5', '--lift', '10'], 'MW_CLI_OPTION_VALUE'],
  [['plan', '--baseline', '0.5', '--lift', '10%', '--alpha', '0'], 'MW_CLI_OPTION_VALUE'],
  [['analyse', '--in', 'trial.csv', '--arm', 'arm', '--outcome', 'bought', '--alpha', '0'], 'MW_CLI_OPTION_VALUE'],
  [['plan', '--baseline', '0.5', '--lift', '10%', '--effect', '0.1'], 'MW_CLI_OPTION_VALUE'],
  [['plan', '--baseline', '0.5', '--lift', '10%', '--arm', 'arm'], 'MW_CLI_OPTION_VALUE'],
  [['plan', '--in', 'trial.csv', '--outcome', 'bought', '--baseline', '0.5', '--lift', '10%'], 'MW_CLI_OPTION_VALUE'],
  [['analyse', '--in', 'trial.csv', '--outcome', 'bought'], 'MW_CLI_OPTION_VALUE'],
  [['analyse', '--in', 'trial.csv', '--arm', 'arm', '--outcome', 'bought', '--daily', '5'], 'MW_CLI_OPTION_VALUE'],
  [['analyse', '--in', 'trial.csv', '--arm', 'arm', '--outcome', 'bought', '--shares', '50,50'], 'MW_CLI_OPTION_VALUE'],
  [['analyse', '--in', 'trial.csv', '--arm', 'arm', '--outcome', 'bought', '--shares', 'old=50,gnu=50'], 'MW_EVALUATE_EXPERIMENT'],
  [['analyse', '--in', 'trial.csv', '--arm', 'arm', '--outcome', 'arm'], 'MW_EVALUATE_EXPERIMENT_COLUMN'],
  [['analyse', '--in', 'trial.csv', '--arm', 'visitor', '--outcome', 'bought'], 'MW_EVALUATE_EXPERIMENT_ARMS'],
])('refuses %j', async (words, code) => {
  const refused = await run(...words, '--json');
  expect(refused.code).toBe(2);
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code } });
});

it('takes revenue alone as what lists are to bring, since money and counts do not add up', async () => {
  const told = await run('offline', '--model', 'shop@2', '--reward', 'view,revenue');
  expect(told).toMatchObject({ code: 2, err: expect.stringContaining('"--reward" takes revenue alone, or types of events') });
});

it('has no option that no action takes, and takes none that there is not', () => {
  const taken = new Set(Object.values(actions).flatMap(({ takes }) => takes));
  expect([...taken].toSorted()).toEqual(experimentCommand.options.map(({ name }) => name).toSorted());
});

it('refuses an option of another action', async () => {
  expect(await run('live', '--model', 'shop', '--reward', 'view')).toMatchObject({
    code: 2,
    err: expect.stringContaining('it is no option of "live"'),
  });
  expect(await run('plan', '--baseline', '0.05', '--lift', '10%', '--arm', 'arm')).toMatchObject({ code: 2 });
});
