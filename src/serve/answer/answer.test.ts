import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt, linear } from '../../learn/index.js';
import { explainRows, model, openModel, predictRows, train, type Model } from '../../model/index.js';
import { liveVersion, type LiveVersion } from '../live/live-version.js';
import { answerJson } from './answer-json.js';

const block = blockRun();
const schema = {
  id: t.id(),
  tenure: t.int(),
  bill: t.number(),
  plan: t.category().nullable(),
  at: t.timestamp(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category(),
  spend: t.number({ unit: 'EUR' }),
};
const known = Object.keys(schema);
const all = people(400).map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => known.includes(name))));
const table = (target: 'left' | 'segment' | 'spend') => rows(all as never, schema).target(target);

const models = {
  left: model(
    'left',
    table('left').features((c) => ({
      tenure: c.tenure,
      spend: c.tenure.mul(c.bill).log1p(),
      plan: learn.category(c.plan),
      year: c.at.year(),
    })),
    { decide: { act: 'call', cost: 5, valueIfRight: 30 }, learner: gbdt({ trees: 12, leaves: 6 }) },
  ),
  segment: model(
    'segment',
    table('segment').features((c) => ({ bill: c.bill, plan: learn.oneHot(c.plan) })),
    { learner: gbdt({ trees: 6, leaves: 5 }), coverage: { level: 0.9 } },
  ),
  spend: model(
    'spend',
    table('spend').features((c) => ({ tenure: c.tenure, bill: c.bill })),
    { learner: linear(), coverage: { level: 0.9, by: (c) => c.plan } },
  ),
};
type Name = keyof typeof models;
const names = Object.keys(models) as Name[];

/** Rows as a client sends them: without what the model predicts. */
const sent = (target: Name) => all.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== target)));

const live = {} as Record<Name, LiveVersion>;
beforeAll(async () => {
  for (const name of names) {
    await train(models[name] as unknown as Model, block.run);
    live[name] = liveVersion(await openModel(name, block.run));
  }
});

/** What the server says of some rows, through its JSON. */
function served(name: Name, some: readonly Readonly<Record<string, unknown>>[], most?: number) {
  const by = live[name];
  const values = some.map((row) => by.reader.read(row)!);
  const margins = by.margins(values);
  const reasons = most === undefined ? undefined : by.explain(values, most);
  const within = by.within?.(values, margins);
  const answered = values.map((_, i) => ({
    id: `p${i}`,
    by,
    said: by.said(margins, i, values[i]),
    within: within?.[i],
    reasons: reasons?.[i],
  }));
  return JSON.parse(answerJson({ version: by, logged: true, rows: answered }));
}

describe.each(names)('%s', (name) => {
  it('is answered online as in a file, to the bit, whatever the number of rows', async () => {
    const input = sent(name);
    const { rows: batch } = await predictRows(name, input, block.run);
    const labels = live[name].open.content.labels;
    const expected = batch.map((row) => ({
      value: row.prediction,
      ...(row['probability'] === undefined ? {} : { probability: row['probability'] }),
      ...(name === 'segment' ? { probabilities: Object.fromEntries(labels.map((label) => [label, row[`probability_${label}`]])) } : {}),
      ...(name === 'spend' ? { interval: { low: row['low'], high: row['high'] } } : {}),
      ...(name === 'segment' ? { set: JSON.parse(row['set'] as string) } : {}),
      ...(row['decision'] === undefined ? {} : { decision: row['decision'] }),
    }));
    for (const size of [1, 7, input.length]) {
      const { predictions } = served(name, input.slice(0, size));
      expect(predictions).toEqual(expected.slice(0, size).map((one, i) => ({ id: `p${i}`, ...one })));
    }
  });

  it('gives the strongest reasons that explain gives, in words', async () => {
    const input = sent(name).slice(0, 5);
    const { rows: explained } = await explainRows(name, input, block.run);
    const { predictions } = served(name, input, 2);
    predictions.forEach(({ reasons }: { reasons: { feature: string; value: unknown; effect: number; text: string }[] }, i: number) => {
      const due = explained[i].contributions.filter(({ effect }) => effect !== 0).slice(0, 2);
      expect(reasons.map(({ feature, value, effect }) => ({ feature, value, effect }))).toEqual(due);
      for (const { feature, effect, text } of reasons) {
        expect(text.startsWith(`${feature} is `)).toBe(true);
        if (name === 'left') expect(text).toMatch(effect > 0 ? /raises the chance of left$/ : /lowers the chance of left$/);
        if (name === 'spend') expect(text).toMatch(effect > 0 ? /adds .* EUR to spend$/ : /takes .* EUR off spend$/);
      }
    });
  });
});

describe('an answer', () => {
  it('says of a row that another version answered it which', () => {
    const by = { ...live.spend, version: 7 };
    const said = { value: 1.5, probability: null, scores: null, decision: null };
    const text = answerJson({ version: live.spend, logged: false, rows: [{ id: 'a', by, said, reasons: undefined }] });
    expect(JSON.parse(text)).toEqual({ model: 'spend', version: 1, logged: false, predictions: [{ id: 'a', value: 1.5, version: 7 }] });
  });

  it('is JSON whatever the labels hold', () => {
    const odd = 'a"\\\n\u2028</script>';
    const content = { ...live.segment.open.content, labels: [odd, 'b'] };
    const by = { ...live.segment, open: { ...live.segment.open, content } };
    const said = { value: odd, probability: null, scores: [0.25, 0.75], decision: odd };
    const text = answerJson({ version: by, logged: true, rows: [{ id: 'a', by, said, reasons: undefined }] });
    expect(JSON.parse(text).predictions).toEqual([{ id: 'a', value: odd, probabilities: { [odd]: 0.25, b: 0.75 }, decision: odd }]);
  });
});
