import { random } from '../../src/core/index.js';

/** What a user writes: the program of the README, as a test sees it. */
export const userProgram = `
import { csv, learn, model, t } from 'millwright';

const customers = csv('customers.csv', {
  customerID: t.id(),
  tenure: t.int(),
  MonthlyCharges: t.number({ unit: 'USD' }),
  TotalCharges: t.number().nullable(),
  Contract: t.category(),
  Churn: t.bool({ true: 'Yes', false: 'No' }),
});

export default model('churn', customers
  .check((c) => ({ 'tenure is not negative': c.tenure.gte(0) }))
  .target('Churn')
  .features((c) => ({
    tenure: c.tenure,
    spend: c.tenure.mul(c.MonthlyCharges).log1p(),
    bigBill: c.MonthlyCharges.gt(learn.quantile(c.MonthlyCharges, 0.9)),
    contract: learn.category(c.Contract, { max: 20 }),
  })), {
  decide: { act: 'offer a discount', cost: 30, valueIfRight: 400 },
  monitor: { labelsWithin: '90d' },
});
`;

/** Customers whose churn depends on tenure and contract, as CSV with that program's columns. */
export function customersCsv(rows: number): string {
  const draw = random(11, 'customers');
  const lines = Array.from({ length: rows }, (_, i) => {
    const tenure = draw.int(72);
    const monthly = 20 + 90 * draw.uniform();
    const yearly = draw.uniform() < 0.4;
    const churns = draw.uniform() < (yearly ? 0.05 : 0.65 - 0.007 * tenure);
    return [
      `C${String(i).padStart(5, '0')}`,
      tenure,
      monthly.toFixed(2),
      (tenure * monthly).toFixed(2),
      yearly ? 'Yearly' : 'Monthly',
      churns ? 'Yes' : 'No',
    ].join(',');
  });
  return `customerID,tenure,MonthlyCharges,TotalCharges,Contract,Churn\n${lines.join('\n')}\n`;
}
