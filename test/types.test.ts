import { describe, expect, it } from 'vitest';
import { typeCheck } from './support/type-check.js';
import { userProgram } from './support/user-program.js';

const schema = `
import { blend, csv, gbdt, glm, learn, linear, lof, model, openProject, recommender, t } from 'millwright';
const customers = csv('customers.csv', {
  tenure: t.int(), MonthlyCharges: t.number(), Contract: t.category(), Churn: t.bool({ true: 'Yes', false: 'No' }), at: t.timestamp(),
});
const problem = customers.target('Churn');
const features = problem.features((c) => ({ tenure: c.tenure }));
const guarded = csv('people.csv', {
  sex: t.category({ protected: true }).nullable(), age: t.int({ protected: { bands: [25, 60] } }), skill: t.number(), hired: t.bool(),
});
const people = guarded.target('hired', { allowProtected: ['age'] });
model('m', people.features((c) => ({ age: c.age, skill: c.skill })), {
  slices: (c) => ({ women: c.sex.eq('f') }), decide: { act: 'call', cost: 1, valueIfRight: (c) => c.age.mul(2) },
});
const events = csv('events.csv', { user: t.id(), item: t.id(), kind: t.category(), rating: t.number(), at: t.timestamp() });
const items = csv('items.csv', { id: t.id(), title: t.text(), price: t.number(), inStock: t.bool() });
const shop = { events, user: 'user', item: 'item', time: 'at', event: 'kind' } as const;
recommender('shop', {
  ...shop, weights: 'rating', items: { table: items, id: 'id', title: 'title', value: (i) => i.price },
  lists: { rules: (i) => ({ exclude: i.inStock.not(), caps: [{ by: i.title, most: 2 }] }), diversity: { by: (i) => [i.title, i.price.log1p(), i.inStock] } },
});
const project = await openProject();
const goods = recommender('goods', { ...shop, items: { table: items, id: 'id' } });
await project.reportItems(goods, [{ item: 7, columns: { price: 3, inStock: 'yes' } }, { item: 'tea', removed: true }]);
await project.reportItems(recommender('bare', shop), [{ item: 'tea', columns: { price: 3 } }]);
await project.reportItems('goods', [{ item: 'tea', columns: { price: '3', on: null } }]);
void [people, blend, gbdt, glm, learn, linear, lof, model, features];
`;

/** What must not compile, and what the compiler says about it: the words that a user reads. */
const refusals: Readonly<Record<string, { readonly code: string; readonly says: RegExp }>> = {
  'a protected column in an amount': {
    code: `model('m', guarded.target('hired').features((c) => ({ skill: c.skill })), { decide: { act: 'call', cost: 1, valueIfRight: (c) => c.age.mul(2) } });`,
    says: /'age' does not exist/,
  },
  'the target as a feature': { code: `problem.features((c) => ({ leak: c.Churn }));`, says: /'Churn' does not exist/ },
  'a misspelt column': { code: `problem.features((c) => ({ x: c.tenur }));`, says: /'tenur' does not exist.*Did you mean 'tenure'/s },
  'a misspelt column of users': { code: `recommender('shop', { ...shop, user: 'usr' });`, says: /"usr"/ },
  'a moment as the item': { code: `recommender('shop', { ...shop, item: 'at' });`, says: /"at"/ },
  'a text as the weight': { code: `recommender('shop', { ...shop, weights: 'kind' });`, says: /"kind"/ },
  'a misspelt column of items': { code: `recommender('shop', { ...shop, items: { table: items, id: 'item_id' } });`, says: /"item_id"/ },
  'a misspelt column in the rules of lists': {
    code: `recommender('shop', { ...shop, items: { table: items, id: 'id' }, lists: { rules: (i) => ({ exclude: i.instock.not() }) } });`,
    says: /'instock' does not exist.*Did you mean 'inStock'/s,
  },
  'a misspelt column in what items of a list differ by': {
    code: `recommender('shop', { ...shop, items: { table: items, id: 'id' }, lists: { diversity: { by: (i) => [i.tittle] } } });`,
    says: /'tittle' does not exist.*Did you mean 'title'/s,
  },
  'a text as what an item brings': {
    code: `recommender('shop', { ...shop, items: { table: items, id: 'id', value: (i) => i.title } });`,
    says: /TextExpr.*not assignable to.*number/s,
  },
  'a misspelt column of a reported item': {
    code: `await project.reportItems(goods, [{ item: 'tea', columns: { prize: 3 } }]);`,
    says: /'prize' does not exist|Did you mean.*'price'/s,
  },
  'a text as the price of a reported item': {
    code: `await project.reportItems(goods, [{ item: 'tea', columns: { price: 'dear' } }]);`,
    says: /'string' is not assignable to type 'number'/,
  },
  'items of a model of rows': {
    code: `await project.reportItems(model('m', features), [{ item: 'tea' }]);`,
    says: /not assignable to.*never/s,
  },
  'a misspelt target': { code: `customers.target('Chrun');`, says: /"Chrun"/ },
  'a time as the target': { code: `customers.target('at');`, says: /"at"/ },
  'arithmetic on text': { code: `problem.features((c) => ({ x: c.Contract.mul(2) }));`, says: /'mul' does not exist on type 'TextExpr'/ },
  'arithmetic with text': {
    code: `problem.features((c) => ({ x: c.tenure.add(c.Contract) }));`,
    says: /TextExpr.*not assignable to.*number/s,
  },
  'text compared with a number': {
    code: `problem.features((c) => ({ x: c.Contract.eq(3) }));`,
    says: /'number' is not assignable to parameter of type.*text/s,
  },
  'a number compared with text': {
    code: `customers.check((c) => ({ x: c.tenure.gte('1') }));`,
    says: /'string' is not assignable to parameter of type.*number/s,
  },
  'text as a feature': {
    code: `problem.features((c) => ({ contract: c.Contract }));`,
    says: /TextExpr.*not assignable to type 'Feature'/s,
  },
  'components of a text': {
    code: `problem.features((c) => ({ both: learn.pca([c.tenure, c.Contract]) }));`,
    says: /TextExpr.*not assignable to type.*number/s,
  },
  'an outlier learner on a classification': {
    code: `model('m', features, { learner: lof() });`,
    says: /LearnerChoice<"outlier">.*not assignable to.*LearnerChoice<"binary">/s,
  },
  'a rule that is no yes or no': { code: `customers.check((c) => ({ x: c.tenure }));`, says: /NumberExpr.*not assignable to type.*bool/s },
  "a regression learner's option on a classification": {
    code: `model('m', features, { learner: linear({ nonNegative: true }) });`,
    says: /LearnerChoice<"regression">.*not assignable to.*LearnerChoice<"binary">/s,
  },
  'a blend with a member that does not do the task': {
    code: `model('m', features, { learner: blend({ members: [gbdt(), glm()] }) });`,
    says: /LearnerChoice<"regression">.*not assignable to.*LearnerChoice<"binary">/s,
  },
  'money on a regression': {
    code: `model('m', customers.target('MonthlyCharges').features((c) => ({ x: c.tenure })), { decide: { act: 'call', cost: 1, valueIfRight: 2 } });`,
    says: /not assignable to type 'undefined'/,
  },
  'a protected column as a feature': { code: `people.features((c) => ({ s: learn.category(c.sex) }));`, says: /'sex' does not exist/ },
  'a column that is not protected, allowed': {
    code: `guarded.target('hired', { allowProtected: ['age', 'skill'] });`,
    says: /"skill"' is not assignable|"skill"/,
  },
  'a protected text': { code: `t.text({ protected: true });`, says: /Expected 0 arguments/ },
  'a protected number without bands': { code: `t.int({ protected: true });`, says: /'boolean' is not assignable|'true' is not assignable/ },
  'the target as an amount of money': {
    code: `model('m', features, { decide: { act: 'call', cost: 1, valueIfRight: (c) => c.Churn } });`,
    says: /'Churn' does not exist/,
  },
  'text as an amount of money': {
    code: `model('m', features, { decide: { act: 'call', cost: 1, valueIfRight: (c) => c.Contract } });`,
    says: /TextExpr.*not assignable/s,
  },
  'a range for a misspelt parameter': {
    code: `model('m', features, { tune: { space: { gbdt: { leafs: { low: 4, high: 8 } } } } });`,
    says: /'leafs' does not exist in type.*leaves/s,
  },
  'a range for a parameter that is no number': {
    code: `model('m', features, { tune: { space: { gbdt: { oneSide: { low: 0, high: 1 } } } } });`,
    says: /'low' does not exist in type 'readonly boolean\[\]'/,
  },
  'a value that a parameter never has': {
    code: `model('m', features, { tune: { space: { knn: { votes: ['rank', 'seniority'] } } } });`,
    says: /"seniority".*not assignable to type '"distance" \| "rank" \| "uniform"'/s,
  },
  'a search over a learner that does not do the task': {
    code: `model('m', features, { tune: { learners: ['gbdt', 'glm'] } });`,
    says: /"glm".*not assignable to type/s,
  },
  'a misspelt parameter': { code: `gbdt({ tres: 100 });`, says: /'tres' does not exist.*Did you mean.*'trees'/s },
};

describe("a user's program", () => {
  it('type-checks from the sources and from the built declarations', () => {
    for (const seen of ['src', 'dist'] as const) {
      const { diagnostics } = typeCheck({ 'program.ts': userProgram }, seen);
      expect(diagnostics.filter((d) => d.file === 'program.ts')).toEqual([]);
    }
  });
});

describe('does not compile, and says why', () => {
  const files = Object.fromEntries(Object.entries(refusals).map(([name, { code }]) => [`${name}.ts`, `${schema}${code}\n`]));
  const { diagnostics } = typeCheck({ ...files, 'none.ts': schema }, 'dist');

  it('nothing where nothing is wrong', () => {
    expect(diagnostics.filter((d) => d.file === 'none.ts')).toEqual([]);
  });

  it.for(Object.entries(refusals).map(([name, refusal]) => ({ name, ...refusal })))('$name', ({ name, code, says }) => {
    const found = diagnostics.filter((d) => d.file === `${name}.ts`);
    expect(
      found.map((d) => d.line),
      found.map((d) => d.message).join('\n'),
    ).toEqual([schema.split('\n').length]);
    expect(found[0].message, code).toMatch(says);
  });
});

const kinds = ['t.int()', 't.number()', 't.category()', 't.bool()', 't.timestamp()'];
const useOf = (name: string, i: number): string =>
  [
    `c.${name}.mul(2).log1p()`,
    `c.${name}.gt(learn.quantile(c.${name}, 0.9))`,
    `learn.category(c.${name})`,
    `c.${name}.not()`,
    `c.${name}.hour()`,
  ][i % 5];

/** A project whose model has a feature of each column. */
function projectOf(columns: number): string {
  const names = Array.from({ length: columns }, (_, i) => `column${i}`);
  const schemaText = names.map((name, i) => `${name}: ${kinds[i % 5]}`).join(', ');
  const features = names.map((name, i) => `${name}: ${useOf(name, i)}`).join(', ');
  return `import { csv, learn, model, t } from 'millwright';
const rows = csv('wide.csv', { target: t.bool(), ${schemaText} });
export default model('wide', rows.target('target').features((c) => ({ ${features} })));
`;
}

/** Milliseconds that the compiler takes for a project of so many columns, start included. */
function checkMs(columns: number): number {
  const { diagnostics, ms } = typeCheck({ 'wide.ts': projectOf(columns) }, 'dist');
  expect(diagnostics).toEqual([]);
  return ms;
}

describe('the cost of types', () => {
  it('of a project with 100 columns is at most 3 s over that of a program with 5', { timeout: 120_000 }, () => {
    const extra = Array.from({ length: 5 }, () => -checkMs(5) + checkMs(100)).toSorted((a, b) => a - b);
    expect(extra[2]).toBeLessThan(3000);
  });
});
