import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockRun, openRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { ebm, linear } from '../../learn/index.js';
import { model, openModel, openSketch, reportHtml, train, writeReport, type Model } from '../index.js';

const HOSTILE = '<img src=x onerror=alert(1)> & "quotes" \'here\' ${1} </style></script>';

const list = people(300).map((p) => ({
  ...p,
  [HOSTILE]: p.bill,
  left: p.left === 'Yes' ? HOSTILE : 'No',
  plan: p.plan ?? `${HOSTILE} plan`,
  joint: p.spend + (p.tenure > 30 === p.bill > 60 ? 200 : 0),
}));
const table = rows(list as never, {
  tenure: t.int(),
  [HOSTILE]: t.number({ unit: 'EUR' }),
  plan: t.category(),
  segment: t.category(),
  left: t.bool({ true: HOSTILE, false: 'No' }),
  spend: t.number({ unit: 'EUR' }),
  joint: t.number({ unit: 'EUR' }),
});

const binary = model(
  'binary',
  table
    .check((c) => ({ [HOSTILE]: c.tenure.gte(1) }), { level: 'warn' })
    .target('left')
    .features((c) => ({ [HOSTILE]: c[HOSTILE], tenure: c.tenure, plan: learn.category(c.plan) })),
  {
    decide: { act: HOSTILE, cost: 5, valueIfRight: 30, currency: 'EUR' },
    slices: (c) => ({ [HOSTILE]: c.tenure.lt(30), few: c.tenure.eq(3) }),
    currentRule: (c) => c.tenure.lt(10),
  },
) as Model;
const multiclass = model(
  'multiclass',
  table.target('segment').features((c) => ({ [HOSTILE]: c[HOSTILE], tenure: c.tenure })),
) as Model;
const regression = model(
  'regression',
  table.target('spend').features((c) => ({ bill: c[HOSTILE], tenure: c.tenure })),
  { learner: linear() },
) as Model;
const curves = model(
  'curves',
  table.target('joint').features((c) => ({ [HOSTILE]: c[HOSTILE], tenure: c.tenure, plan: learn.category(c.plan) })),
  { learner: ebm({ bags: 2, rounds: 60, smoothRounds: 10 }) },
) as Model;

/** Elements that must be closed, in the order in which they open and close; throws at the first that is closed out of turn. */
function checkNesting(html: string): void {
  const open: string[] = [];
  const body = html.replaceAll(/<style>[\s\S]*?<\/style>/g, '<style></style>');
  for (const [tag, close, name, self] of body.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    if (self || ['meta', 'br'].includes(name)) continue;
    if (!close) open.push(name);
    else if (open.pop() !== name) throw new Error(`${tag} closes out of turn`);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`);
}

describe.each([
  { definition: binary, first: /^Deciding by the model / },
  {
    definition: multiclass,
    first: /^The model names the right segment for \d+(\.\d)?% of the rows; always naming the commonest would be right for /,
  },
  {
    definition: regression,
    first: /^The predicted spend is off by [\d.]+.EUR on average; always saying the same would be off by [\d.]+.EUR\.$/,
  },
  { definition: curves, first: /^The predicted joint is off by / },
])('the report of $definition.name', ({ definition, first }) => {
  const block = blockRun();

  it('is one page that needs nothing else, well nested, and escapes every text', async () => {
    const trained = await train(definition, block.run);
    const html = reportHtml(await openModel(definition.name, block.run));
    expect(html.startsWith('<!doctype html>')).toBe(true);
    checkNesting(html.slice('<!doctype html>'.length));
    expect(html).not.toMatch(/<(img|script|link|iframe|object|base|form)\b/i);
    const tags = [...html.matchAll(/<[a-zA-Z](?:"[^"]*"|[^">])*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));
    expect(tags.filter((tag) => /\s(src|href|on\w+)\s*=/i.test(tag))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
    expect(trained.headline).toMatch(first);
    const [, h1] = /<h1>([\s\S]*?)<\/h1>/.exec(html)!;
    expect(h1.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))).toBe(trained.headline);
  });

  it('is the same page each time', async () => {
    const once = reportHtml(await openModel(definition.name, block.run), await openSketch(definition.name, block.run));
    const { out } = await writeReport(definition.name, undefined, block.run);
    expect(readFileSync(out, 'utf8')).toBe(once);
  });
});

describe('what a report says', () => {
  const block = blockRun();
  it('of money, doubts and limits', async () => {
    await train(binary, block.run);
    const text = reportHtml(await openModel('binary', block.run))
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    for (const words of [
      'What it is worth',
      'How sure that is',
      'Why it predicts',
      'Limits',
      'Where it comes from',
      "today's rule",
      'Too few rows to judge: few',
    ])
      expect(text).toContain(words.replaceAll("'", '&#39;'));
    expect(text).not.toContain('What each feature adds');
    expect(text).toMatch(/acting costs EUR 5\.00, and brings EUR 30\.00 where left is really/);
    expect(text).toMatch(/Rows were learned from although they break a rule that only warns: “&#60;img/);
  });

  it('of what components hold of their numbers: of two that are the same, all', async () => {
    const twice = table
      .target('spend')
      .features((c) => ({ size: learn.pca([c[HOSTILE], c[HOSTILE].mul(2)], { components: 2 }), tenure: c.tenure }));
    await train(model('components', twice, { learner: linear() }) as Model, block.run);
    const text = reportHtml(await openModel('components', block.run)).replaceAll(/<[^>]*>/g, ' ');
    const shares = [...text.matchAll(/size\[(\d)\]\s+(\S+) of what its numbers hold together/g)].map(([, k, share]) => [k, share]);
    expect(shares[0]).toEqual(['0', expect.stringMatching(/^(100%|&#62;99\.9%)$/)]);
    expect(shares[1]).toEqual(['1', expect.stringMatching(/^(0%|&#60;0\.1%)$/)]);
  });
});

it('a sum of functions is drawn: single features, the strongest pair, and in words what to see', async () => {
  const opened = await openRun();
  try {
    await train(curves, opened.run);
    const html = reportHtml(await openModel('curves', opened.run));
    for (const title of ['What each feature adds', 'together with']) expect(html).toContain(title);
    expect(html).toMatch(/These curves are the model itself: .* moves it most, from −[\d.,]+ to \+[\d.,]+\./);
    expect(html).toMatch(/The pair that says most beyond its two curves: it (adds|takes away) [\d.,]+ where .+ is .+ and .+ is .+\./);
  } finally {
    await opened.close();
  }
});
