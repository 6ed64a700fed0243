// One rule about rows, run twice: as SQL by the data engine, as JavaScript for a single row. The results are equal.
import { openEngine } from 'millwright/data';
import { columnsOf, compileRow, selectSql, type Slot } from 'millwright/expr';

const c = columnsOf({ id: 'text', visits: 'number', spend: 'number' });
const rule = {
  perVisit: c.spend.div(c.visits).round(),
  letters: c.id.length(),
  quiet: c.visits.lt(2),
};
const outputs = Object.fromEntries(Object.entries(rule).map(([name, expr]) => [name, expr.node]));

const customers = [
  { id: 'Zoë', visits: 3, spend: 20 },
  { id: '😀', visits: 0, spend: 5 },
  { id: 'Bo', visits: 1, spend: null },
];

await using engine = await openEngine();
const values = customers.map((r) => `('${r.id}', ${r.visits}::DOUBLE, ${r.spend}::DOUBLE)`).join(', ');
const bySql = await engine.rows(selectSql({ outputs, from: `(VALUES ${values}) AS customers(id, visits, spend)` }));

const program = compileRow(outputs);
const out = new Float64Array(program.width);
const valueOf = ({ kind, offset }: Slot) => (Number.isNaN(out[offset]) ? null : kind === 'flag' ? out[offset] === 1 : out[offset]);

for (const [i, row] of customers.entries()) {
  program.run(row, out);
  const byRow = Object.fromEntries(program.slots.map((slot) => [slot.name, valueOf(slot)]));
  console.log(`${row.id}: SQL ${JSON.stringify(bySql[i])}, JavaScript ${JSON.stringify(byRow)}`);
}

// Prints:
// Zoë: SQL {"perVisit":7,"letters":3,"quiet":false}, JavaScript {"perVisit":7,"letters":3,"quiet":false}
// 😀: SQL {"perVisit":null,"letters":1,"quiet":true}, JavaScript {"perVisit":null,"letters":1,"quiet":true}
// Bo: SQL {"perVisit":null,"letters":2,"quiet":true}, JavaScript {"perVisit":null,"letters":2,"quiet":true}
