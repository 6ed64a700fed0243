// A model behind REST as one program: train, promote, serve, ask, report what became true, look how it does.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { csv, learn, linear, model, openProject, serve, t } from 'millwright';
import { random } from 'millwright/core';

interface Customer {
  readonly id: string;
  readonly tenure: number;
  readonly bill: number;
  readonly contract: string;
}

function customersOf(seed: number, count: number): readonly { readonly row: Customer; readonly left: 'Yes' | 'No' }[] {
  const draw = random(seed, 'customers');
  return Array.from({ length: count }, (_, i) => {
    const [tenure, bill, contract] = [draw.int(72), Math.round(20 + 90 * draw.uniform()), draw.uniform() < 0.4 ? 'yearly' : 'monthly'];
    const leaves = draw.uniform() < (contract === 'yearly' ? 0.05 : 0.7 - 0.008 * tenure);
    return { row: { id: `C${seed}-${i}`, tenure, bill, contract }, left: leaves ? 'Yes' : 'No' };
  });
}

const root = mkdtempSync(join(tmpdir(), 'millwright-example-'));
const lines = customersOf(11, 3000).map(({ row, left }) => [row.id, row.tenure, row.bill, row.contract, left].join(','));
writeFileSync(join(root, 'customers.csv'), ['id,tenure,bill,contract,left', ...lines].join('\n'));

const churn = model(
  'churn',
  csv('customers.csv', {
    id: t.id(),
    tenure: t.int(),
    bill: t.number({ unit: 'USD' }),
    contract: t.category(),
    left: t.bool({ true: 'Yes', false: 'No' }),
  })
    .target('left')
    .features((c) => ({ tenure: c.tenure, bill: c.bill, contract: learn.category(c.contract) })),
  { learner: linear(), decide: { act: 'offer a discount', cost: 30, valueIfRight: 400 } },
);

const project = await openProject({ root });
const { version } = await project.train(churn);
await project.promote(`churn@${version}`);

const adminToken = randomBytes(24).toString('base64url');
const serving = await serve(project, { port: 0, adminToken }); // 0 is any free port, of this machine alone

async function post<A>(path: string, body: unknown): Promise<A> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` };
  for (;;) {
    const answer = await fetch(`${serving.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.ok) return (await answer.json()) as A;
    if (answer.status !== 503) throw new Error(await answer.text());
    await sleep(1000 * Number(answer.headers.get('retry-after'))); // overloaded: it did not begin with this request
  }
}

interface Answer {
  readonly logged: boolean;
  readonly predictions: readonly {
    readonly id: string;
    readonly decision: string;
    readonly reasons: readonly { readonly text: string }[];
  }[];
}

const asked = customersOf(12, 1000);
const { logged, predictions } = await post<Answer>('/v1/models/churn/predict', { rows: asked.map(({ row }) => row), explain: 1 });
console.log(`${predictions.length} answers; in the log before they were given: ${logged}`);
console.log(`every answer says why: ${predictions.every((one) => one.reasons.length === 1)}`);

const outcomes = predictions.map(({ id }, i) => ({ id, value: asked[i].left }));
console.log(`outcomes that found their prediction: ${(await post<{ joined: number }>('/v1/outcomes', { outcomes })).joined}`);

const seen = await project.monitor(churn);
console.log(`of churn@${seen.version}: ${seen.predictions} predictions, ${seen.outcomes} outcomes`);
const [{ low, high }, promised] = [seen.metrics['auc'], seen.promised['auc']];
console.log(`the AUC that came true and the one that was promised overlap: ${low <= promised.high && high >= promised.low}`);

const { promote } = await project.retrain(churn);
console.log(`the same data again: ${promote.gate.reasons[0]}`);

await serving.close();
await project.close();
rmSync(root, { recursive: true });

// Prints:
// 1000 answers; in the log before they were given: true
// every answer says why: true
// outcomes that found their prediction: 1000
// of churn@1: 1000 predictions, 1000 outcomes
// the AUC that came true and the one that was promised overlap: true
// the same data again: churn@2 is churn@1 once more, to the bit: there is nothing to promote.
