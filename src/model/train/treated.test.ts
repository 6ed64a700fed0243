import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import {
  evaluateVersion,
  model,
  openModel,
  predictRows,
  promoteVersion,
  reportHtml,
  train,
  type Model,
  type ModelOptions,
  type ModelRecord,
} from '../index.js';

const block = blockRun();

/** Applicants; men have the better papers, and the papers alone decide. */
function applicants(count: number): readonly Readonly<Record<string, string | number | null>>[] {
  const draw = random(3, 'applicants');
  return Array.from({ length: count }, (_, i) => {
    const sex = i % 20 === 0 ? null : draw.uniform() < 0.5 ? 'f' : 'm';
    const paper = draw.normal() + (sex === 'm' ? 1 : 0);
    return { id: `A${i}`, sex, age: 18 + draw.int(50), paper, hired: draw.uniform() < 1 / (1 + Math.exp(-2 * paper)) ? 'Y' : 'N' };
  });
}

const schema = {
  id: t.id(),
  sex: t.category({ protected: true }).nullable(),
  age: t.int({ protected: { bands: [30, 50] } }),
  paper: t.number(),
  hired: t.bool({ true: 'Y', false: 'N' }),
};

const hiring = (name: string, options: ModelOptions<never, 'binary'> = {}): Model =>
  model(
    name,
    rows(applicants(1200) as never, schema)
      .target('hired')
      .features((c) => ({ paper: c.paper })),
    { learner: linear(), ...(options as object) },
  ) as Model;

describe('a model of a schema that protects columns', () => {
  it('is judged by their groups, with bands of numbers and every two columns, and says so in a sentence', async () => {
    const { fairness, version } = await train(hiring('hiring'), block.run);
    expect(version).toBe(1);
    expect(fairness!.map((f) => f.column)).toEqual(['sex', 'age', 'sex × age']);
    const [sex, age, both] = fairness!;
    expect(sex.groups.map((g) => g.name)).toEqual(['f', 'm']);
    expect(sex.unknown).toBeGreaterThan(0);
    expect(sex.sentence).toMatch(/^By sex: the model expects hired = Y for [\d.]+% of sex = m and [\d.]+% of sex = f; more than chance: /);
    expect(age.groups.map((g) => g.name)).toEqual(['under 30', '30 to under 50', '50 and over']);
    expect(age.sentence).toMatch(/the two furthest apart\); the difference may be chance\.$/);
    expect(both.columns).toEqual(['sex', 'age']);
    const { content, record } = await openModel('hiring', block.run);
    expect(content.inputs).toEqual(['paper']);
    expect(reportHtml(await openModel('hiring', block.run))).toContain('Who is treated how');
    expect((record as ModelRecord).evaluation.fairness).toHaveLength(3);
  });

  it('predicts without them, and judges a file without them with a note', async () => {
    const answered = await predictRows('hiring', [{ paper: 1.5 }, { paper: -1, sex: 'f' }], block.run);
    expect(answered.rows).toHaveLength(2);
    const file = join(block.root, 'papers.csv');
    const text = (with_: readonly string[]): string =>
      [with_.join(','), ...applicants(300).map((row) => with_.map((name) => row[name]).join(','))].join('\n');
    writeFileSync(file, text(['paper', 'hired', 'age']));
    const evaluated = await evaluateVersion('hiring', file, block.run);
    expect(evaluated.fairness!.map((f) => f.column)).toEqual(['age']);
    expect(block.said.at(-1)).toBe('papers.csv has no column "sex", which is protected: how its groups are treated is not judged.');
    writeFileSync(file, text(['paper', 'hired', 'age', 'sex']));
    expect((await evaluateVersion('hiring', file, block.run)).fairness!.map((f) => f.column)).toEqual(['sex', 'age', 'sex × age']);
  });

  it('is held at the gate where its groups are further apart than a floor allows, and passes where not', async () => {
    const floors = (value: number) => ({ gate: { floors: { 'demographic_parity_difference: sex': value } } });
    await train(hiring('strict', floors(0.05)), block.run);
    const strict = await promoteVersion('strict@1', 'champion', { force: false }, block.run);
    expect(strict.moved).toBe(false);
    expect(strict.gate.reasons[0]).toMatch(
      /^demographic_parity_difference between the groups of "sex" is 0\.\d+; it must be at most 0\.05\.$/,
    );
    await train(hiring('mild', floors(0.9)), block.run);
    expect((await promoteVersion('mild@1', 'champion', { force: false }, block.run)).moved).toBe(true);
    const file = join(block.root, 'nobody.csv');
    writeFileSync(file, 'paper,hired\n1,Y\n0,N\n');
    await expect(evaluateVersion('strict@1', file, block.run)).rejects.toMatchObject({ code: 'MW_MODEL_PROTECTED_MISSING' });
  });

  it('refuses a floor that no column of the schema could keep', () => {
    const floored = (key: string) => () => hiring('odd', { gate: { floors: { [key]: 0.1 } } });
    expect(floored('demographic_parity_difference: paper')).toThrow(/the column "paper"; due is a protected column: sex, age, sex × age/);
    expect(floored('demographic_parity_difference')).toThrow(/no column behind a colon/);
    expect(floored('mae_difference: sex')).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_METRIC_UNKNOWN' }));
  });
});

describe('labels and the learning curve', () => {
  it('of a training name the rows whose labels surprise it, by their ids', async () => {
    const draw = random(8, 'flips');
    const list = Array.from({ length: 800 }, (_, i) => {
      const x = draw.normal() * 3;
      return { id: `R${i}`, x, y: x + draw.normal() > 0 ? 'up' : 'down' };
    });
    const flipped = list
      .filter(({ x }) => Math.abs(x) > 4)
      .slice(0, 8)
      .map(({ id }) => id);
    const wrong = list.map((row) => (flipped.includes(row.id) ? { ...row, y: row.y === 'up' ? 'down' : 'up' } : row));
    const definition = model(
      'flips',
      rows(wrong, { id: t.id(), x: t.number(), y: t.category() })
        .target('y', { task: 'binary', positive: 'up' })
        .features((c) => ({ x: c.x })),
    );
    const { labels, learningCurve, ceiling } = await train(definition as Model, { ...block.run, learningCurve: true });
    expect(labels!.rows).toBe(800);
    expect(labels!.suspects.filter((s) => flipped.includes(s.ids['id']!)).length).toBeGreaterThanOrEqual(6);
    for (const { row, ids, label } of labels!.suspects) expect([ids['id'], label]).toEqual([`R${row - 1}`, wrong[row - 1].y]);
    expect(labels!.suspects[0].label).not.toBe(labels!.suspects[0].instead);
    expect(learningCurve!.points.map((p) => p.rows)).toEqual([80, 160, 320, 640]);
    expect(learningCurve!.sentence).toMatch(/data would/);
    expect(ceiling!.metrics['brier'].value).toBeGreaterThan(0);
    const page = reportHtml(await openModel('flips', block.run));
    expect(page).toContain('Rows worth a second look');
    expect(page).toContain('Could it be better');
  });

  it('are not asked for what they cost: no curve without the option, and the same digest with it', async () => {
    const plain = await train(hiring('plain'), block.run);
    const curved = await train(hiring('plain'), { ...block.run, learningCurve: true });
    expect(['learningCurve' in plain, 'ceiling' in plain]).toEqual([false, false]);
    expect(curved.digest).toBe(plain.digest);
    expect(curved.learningCurve!.metric).toBe('log_loss');
  });
});
