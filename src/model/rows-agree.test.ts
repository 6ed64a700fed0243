import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRun, people, type ModelRun } from '../../test/support/model-run.js';
import { scoresOf } from '../evaluate/index.js';
import { learn, when } from '../expr/index.js';
import { t } from '../data/index.js';
import { rows } from '../features/index.js';
import { model, openModel, predictRows, train, type Model, type OpenModel } from './index.js';

/** A row as the row path takes it: parsed cells, times in milliseconds. */
interface HostileRow {
  readonly tenure: number | null;
  readonly bill: number | null;
  readonly plan: string | null;
  readonly note: string | null;
  readonly vip: boolean | null;
  readonly at: number | null;
}

const schema = {
  tenure: t.int().nullable(),
  bill: t.number().nullable(),
  plan: t.category().nullable(),
  note: t.text().nullable(),
  vip: t.bool().nullable(),
  at: t.timestamp().nullable(),
};

const hostileText = fc.oneof(
  fc.constantFrom('', 'yearly', 'YEARLY', 'İ', 'ß', '😀', "o'clock", '"; DROP TABLE rows; --', '\u0000', 'NaN', '1e999', '__proto__'),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
);
const hostileNumber = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 2 ** 53 - 1, -(2 ** 53 - 1), 1e308, -1e308, 5e-324, 0.1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const hostileRow: fc.Arbitrary<HostileRow> = fc.record({
  tenure: fc.option(fc.integer({ min: -(2 ** 53 - 1), max: 2 ** 53 - 1 })),
  bill: fc.option(hostileNumber),
  plan: fc.option(hostileText),
  note: fc.option(hostileText),
  vip: fc.option(fc.boolean()),
  at: fc.option(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })),
});

const list = people(300).map(({ tenure, bill, plan, note, at, left, segment, spend }, i) => ({
  tenure,
  bill,
  plan,
  note,
  at,
  vip: i % 3 === 0,
  left,
  segment,
  spend,
}));

const table = rows(list as never, { ...schema, left: t.bool({ true: 'Yes', false: 'No' }), segment: t.category(), spend: t.number() });
type Columns = Parameters<Parameters<ReturnType<typeof table.target<'left'>>['features']>[0]>[0];
const features = (c: Columns) => ({
  tenure: c.tenure,
  ratio: c.bill.div(c.tenure.add(1)),
  heavy: c.bill.gt(learn.quantile(c.bill, 0.7)),
  filled: learn.impute(c.bill),
  scaled: learn.scale(c.tenure),
  plan: learn.category(c.plan),
  plans: learn.oneHot(c.plan, { missing: 'level' }),
  often: learn.frequency(c.plan),
  size: c.note.length(),
  grams: c.note.ngrams('char', 2, 8),
  vip: c.vip,
  hour: c.at.hour(),
  weekday: c.at.dayOfWeek(),
  mixed: when(c.vip, c.bill, c.tenure),
});

const definitions = {
  binary: model('binary', table.target('left').features(features)),
  multiclass: model('multiclass', table.target('segment').features(features as never)),
  regression: model('regression', table.target('spend').features(features as never)),
};

let opened: ModelRun;
beforeAll(async () => {
  opened = await openRun();
  for (const definition of Object.values(definitions))
    await train(definition as Model, { ...opened.run, learner: 'gbdt', params: { trees: 20 } });
});
afterAll(() => opened.close());

/** A row as a client sends it: times are ISO 8601. */
const sent = (row: HostileRow): Record<string, unknown> => ({ ...row, at: row.at === null ? null : new Date(row.at).toISOString() });
/** What the schema makes of its cells: text is trimmed, and empty text is nothing. */
const read = (row: HostileRow): HostileRow => ({ ...row, plan: row.plan?.trim() || null, note: row.note?.trim() || null });

function probability({ content, rowMargins }: OpenModel, row: HostileRow): number {
  const margins = rowMargins(row as never);
  const scores = scoresOf(content.task, margins.length, margins);
  return content.task === 'multiclass' ? Math.max(...scores) : scores[0];
}

describe('a prediction through the engine is the prediction by row', () => {
  it.each(Object.keys(definitions))('%s, for rows as hostile as they come', async (name) => {
    const open = await openModel(name, opened.run);
    await fc.assert(
      fc.asyncProperty(fc.array(hostileRow, { minLength: 1, maxLength: 12 }), async (found) => {
        const { rows: scored } = await predictRows(name, found.map(sent), opened.run);
        const byTable = scored.map((s) => (name === 'regression' ? s.prediction : (s['probability'] ?? s[`probability_${s.prediction}`])));
        expect(byTable).toEqual(found.map((row) => probability(open, read(row))));
      }),
      { numRuns: 12, seed: 1 },
    );
  });
});
