// From a file to a guarded model as one program: write a CSV, define the model, train, promote, score a file, explain a row.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csv, learn, model, openProject, t } from 'millwright';
import { random } from 'millwright/core';

const root = mkdtempSync(join(tmpdir(), 'millwright-example-'));

const draw = random(11, 'customers');
const lines = Array.from({ length: 3000 }, (_, i) => {
  const [tenure, bill, contract] = [draw.int(72), 20 + 90 * draw.uniform(), draw.uniform() < 0.4 ? 'yearly' : 'monthly'];
  const leaves = draw.uniform() < (contract === 'yearly' ? 0.05 : 0.7 - 0.008 * tenure);
  return [`C${i}`, i === 0 ? -1 : tenure, bill.toFixed(2), contract, leaves ? 'Yes' : 'No'].join(',');
});
writeFileSync(join(root, 'customers.csv'), ['id,tenure,bill,contract,left', ...lines].join('\n'));

const customers = csv('customers.csv', {
  id: t.id(),
  tenure: t.int(),
  bill: t.number({ unit: 'USD' }),
  contract: t.category(),
  left: t.bool({ true: 'Yes', false: 'No' }),
});

const churn = model(
  'churn',
  customers
    .check((c) => ({ 'tenure is not negative': c.tenure.gte(0) }))
    .target('left')
    .features((c) => ({
      tenure: c.tenure,
      paid: c.tenure.mul(c.bill).log1p(),
      bigBill: c.bill.gt(learn.quantile(c.bill, 0.9)),
      contract: learn.category(c.contract),
    })),
);

const project = await openProject({ root });

const trained = await project.train(churn);
console.log(`${trained.rows.train + trained.rows.holdout} rows were learned from, ${trained.rows.quarantined} went to quarantine`);
console.log(
  `${trained.metric} is surely better than that of a model that knows nothing: ${trained.metrics[trained.metric].high < trained.baseline[trained.metric]}`,
);

const promoted = await project.promote(`churn@${trained.version}`);
console.log(`churn@${promoted.to} is the champion: ${promoted.gate.passed}`);

const scored = await project.predictFile('churn@champion', { in: 'customers.csv', out: 'scores.csv' });
const header = readFileSync(join(root, 'scores.csv'), 'utf8').split('\n')[0];
console.log(`${scored.rows} rows were scored; the file has ${header}`);

const { rows } = await project.explain(churn, [{ id: 'C9', tenure: 2, bill: 95, contract: 'monthly' }]);
const [{ base, contributions, probability }] = rows;
const sum = contributions.reduce((total, c) => total + c.effect, base);
console.log(`base and effects give the probability: ${Math.abs(1 / (1 + Math.exp(-sum)) - probability!) < 1e-9}`);

await project.close();
rmSync(root, { recursive: true });

// Prints:
// 2999 rows were learned from, 1 went to quarantine
// log_loss is surely better than that of a model that knows nothing: true
// churn@1 is the champion: true
// 3000 rows were scored; the file has id,prediction,probability
// base and effects give the probability: true
