import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServed, type Served } from '../../../test/support/served.js';
import { people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt, linear } from '../../learn/index.js';
import { anchorsOfRows, counterfactualsOfRows, model, openModel, train } from '../../model/index.js';
import { liveVersion } from '../live/live-version.js';

let served: Served;
const fixed = model(
  'fixed',
  rows(people(300) as never, {
    tenure: t.int(),
    bill: t.number(),
    plan: t.category().nullable(),
    segment: t.category().annotate({ immutable: true }),
    left: t.bool({ true: 'Yes', false: 'No' }),
  })
    .target('left')
    .features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.category(c.plan), segment: learn.category(c.segment) })),
  { learner: gbdt({ trees: 60 }) },
);
/** A rule about a column that is no feature. */
const ruled = model(
  'ruled',
  rows(people(300).map((one) => ({ ...one, most: 200 })) as never, {
    tenure: t.int(),
    bill: t.number(),
    most: t.number(),
    spend: t.number(),
  })
    .check((c) => ({ 'no bill is above what is allowed': c.bill.lte(c.most) }))
    .target('spend')
    .features((c) => ({ tenure: c.tenure, bill: c.bill })),
  { learner: linear() },
);
beforeAll(async () => {
  served = await openServed();
  await train(fixed, served.run);
  await train(ruled, served.run);
});
afterAll(() => served.close());

const row = { id: 'C1', tenure: 3, bill: 40.5, plan: 'monthly' };
const other = { tenure: 30, bill: 80.5, plan: null, segment: 'gold' };

async function ask(path: string, body: object, signal?: AbortSignal) {
  const answer = await fetch(`${served.url}/v1/models/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.tokens.predict}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: answer.status, json: (await answer.json()) as any };
}

describe('searches over REST', () => {
  it('say what would have to change, as the library does, to the bit', async () => {
    const sent = [row, { ...row, tenure: 50, plan: null }];
    const { status, json } = await ask('churn/counterfactuals', { rows: sent });
    expect(status).toBe(200);
    expect(json).toEqual(JSON.parse(JSON.stringify(await counterfactualsOfRows('churn', sent, {}, served.run))));
    const [first] = json.rows;
    expect(first.counterfactuals.length).toBeGreaterThan(0);
    const [{ changes, decision, text }] = first.counterfactuals;
    const changed = { ...row, ...Object.fromEntries(changes.map((one: { column: string; to: unknown }) => [one.column, one.to])) };
    const said = (await ask('churn/predict', { rows: [changed] })).json.predictions[0];
    expect([said.decision, said.probability]).toEqual([decision, first.counterfactuals[0].probability]);
    expect(decision).not.toBe(first.decision);
    expect(text).toMatch(/^If .* the chance of left would (rise|fall) from /);
  });

  it('take what a search is asked for', async () => {
    const options = { want: { below: 0.2 }, keep: ['bill'], most: 1, mostChanges: 2, evaluations: 2000 };
    const { json } = await ask('churn@1/counterfactuals', { rows: [row], ...options });
    expect(json).toEqual(JSON.parse(JSON.stringify(await counterfactualsOfRows('churn@1', [row], options, served.run))));
    expect(json.changeable).toEqual(['tenure', 'plan']);
  });

  it('keep to a rule about a column that is no feature, as the library does', async () => {
    // The spend is about three times the tenure, and the bill.
    const [from, options] = [
      { tenure: 3, bill: 50, most: 55 },
      { change: ['bill'], want: '>=90' },
    ];
    const { json } = await ask('ruled@1/counterfactuals', { rows: [from], ...options });
    expect(json).toEqual(JSON.parse(JSON.stringify(await counterfactualsOfRows('ruled', [from], options, served.run))));
    expect(json.rows[0].counterfactuals).toEqual([]);
    const free = await ask('ruled@1/counterfactuals', { rows: [{ ...from, most: 1000 }], ...options });
    expect(free.json.rows[0].counterfactuals[0].changes[0].to).toBeGreaterThan(55);
  });

  it('say which rule holds an answer, as the library does, to the bit', async () => {
    const { status, json } = await ask('churn/anchors', { rows: [row], precision: 0.9 });
    expect(status).toBe(200);
    expect(json).toEqual(JSON.parse(JSON.stringify(await anchorsOfRows('churn', [row], { precision: 0.9 }, served.run))));
    expect(json.rows[0].text).toMatch(/ get the same answer, (no )?"call"/);
  });

  it.each([
    ['a column that there is not', { change: ['tenur'] }, 422, 'MW_MODEL_CHANGE_COLUMN', 'Did you mean \\"tenure\\"?'],
    ['a column that never changes', { change: ['segment'] }, 422, 'MW_MODEL_CHANGE_COLUMN', 'the schema says that it never does'],
    ['an answer that there is not', { want: 'Maybe' }, 422, 'MW_MODEL_WANT', 'Maybe'],
    ['an option that there is not', { wants: 'No' }, 422, 'MW_SERVE_REQUEST', 'no fields beside'],
    ['too many rows', { rows: Array.from({ length: 11 }, () => other) }, 422, 'MW_SERVE_REQUEST', 'rows'],
    ['a row that breaks the schema', { rows: [other, { ...other, tenure: 'long' }] }, 422, 'MW_SERVE_ROW', 'tenure'],
  ])('refuse %s', async (_what, body, status, code, words) => {
    const answer = await ask('fixed@1/counterfactuals', { rows: [other], ...body });
    expect(answer).toMatchObject({ status, json: { code } });
    expect(JSON.stringify(answer.json)).toContain(words);
  });

  it('say that nothing is kept of the rows of a version of long ago', async () => {
    const old = liveVersion(await openModel('fixed', served.run));
    await expect(old.sketch()).rejects.toMatchObject({ code: 'MW_MODEL_NO_SKETCH', status: 409 });
  });

  it('leave predictions their turn', async () => {
    const ended: string[] = [];
    const rows = Array.from({ length: 8 }, (_, i) => ({ ...other, tenure: i }));
    const long = ask('fixed@1/anchors', { rows, precision: 0.999 });
    void long.then(() => ended.push('search'));
    while (!ended.includes('search')) ended.push(`prediction ${(await ask('churn/predict', { rows: [row] })).status}`);
    expect((await long).status).toBe(200);
    expect(new Set(ended)).toEqual(new Set(['prediction 200', 'search']));
    // One that kept the thread for a row at a time would let one in between two rows.
    expect(ended.indexOf('search')).toBeGreaterThan(rows.length + 1);
  });

  it('end when whoever asked is gone, which is no fault', async () => {
    const gone = new AbortController();
    const asked = ask('fixed@1/anchors', { rows: Array.from({ length: 10 }, () => other), precision: 0.999 }, gone.signal);
    await sleep(100);
    gone.abort();
    await expect(asked).rejects.toThrow('abort');
    // The next in line waits for no one.
    const started = performance.now();
    expect((await ask('churn/anchors', { rows: [row], evaluations: 500 })).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(served.said.join('')).not.toContain('a request failed');
  });
});
