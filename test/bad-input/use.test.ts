import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, refused, type Due } from './expectations.js';
import { customers, listing, newPlace, withColumn, withoutColumns } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const lines = customers(300);
const good = `${lines.join('\n')}\n`;
const file = place.put('customers.csv', good);
const p = ['--project', place.at('p'), '--json'];
const out = place.at('out.csv');
const predict = (input: string, to = out) => program.run('predict', 'm', '--in', input, '--out', to, ...p);

let scores: string;
beforeAll(async () => {
  done(await program.run('new', place.at('p'), '--from', file, '--target', 'Churn', '--name', 'm', '--json'));
  done(await program.run('train', 'm', '--learner', 'linear', ...p));
  done(await predict(file));
  scores = readFileSync(out, 'utf8');
});

describe('columns at predict', () => {
  it.each<[string, string, Due]>([
    [
      'a missing one',
      withoutColumns(lines, 'tenure'),
      { code: 'MW_DATA_COLUMN_MISSING', message: /has no column "tenure"\./, where: /in\.csv$/ },
    ],
    [
      'several missing',
      withoutColumns(lines, 'tenure', 'Contract'),
      { code: 'MW_DATA_COLUMN_MISSING', message: /"tenure" and "Contract"/ },
    ],
    ['a misspelt one', good.replace('tenure', 'tenur'), { code: 'MW_DATA_COLUMN_MISSING', message: /Did you mean "tenur"\?/ }],
    ['one in another case', good.replace('tenure', 'Tenure'), { code: 'MW_DATA_COLUMN_MISSING', message: /Did you mean "Tenure"\?/ }],
    ['a repeated one', good.replace('TotalCharges', 'tenure'), { code: 'MW_DATA_HEADER_DUPLICATE' }],
    ['no header', lines.slice(1).join('\n'), { code: 'MW_DATA_COLUMN_MISSING' }],
    ['a header alone', `${lines[0]}\n`, { code: 'MW_DATA_FILE_NO_ROWS' }],
    ['nothing at all', '', { code: 'MW_DATA_FILE_EMPTY' }],
    ['a ragged row', good.replace('\nC00008,', '\nC00008,x,'), { code: 'MW_DATA_RAGGED', message: /line 10 / }],
    ['bytes of Latin-1', good.replace('Monthly', 'Genève'), { code: 'MW_DATA_ENCODING' }],
  ])('%s', async (_, content, due) => {
    const input = place.put('in.csv', due.code === 'MW_DATA_ENCODING' ? (Buffer.from(content, 'latin1') as never) : content);
    const before = listing(place.dir);
    refused(await predict(input, place.at('new.csv')), due);
    expect(listing(place.dir)).toEqual(before);
  });

  it.each<[string, string, string | Uint8Array, RegExp | undefined]>([
    ['without the target', 'csv', withoutColumns(lines, 'Churn'), undefined],
    ['in another order', 'csv', lines.map((l) => l.split(',').toReversed().join(',')).join('\n'), undefined],
    [
      'with an unknown one',
      'csv',
      lines.map((l, i) => `${l},${i ? i : 'bonus'}`).join('\n'),
      /the column "bonus" is not in the schema and was ignored/,
    ],
    ['with semicolons', 'csv', good.replaceAll(',', ';'), undefined],
    ['in UTF-16', 'txt', Buffer.from(good, 'utf16le'), undefined],
    [
      'in lines of JSON',
      'jsonl',
      jsonRows()
        .map((row) => JSON.stringify(row))
        .join('\n'),
      undefined,
    ],
    ['in an array of JSON', 'json', JSON.stringify(jsonRows()), undefined],
    ['under a name that says nothing', 'data', good, undefined],
  ])('the same rows %s get the same scores', async (_, ending, content, note) => {
    const ran = await predict(place.put(`same.${ending}`, content), place.at('same-out.csv'));
    expect(done(ran)).toMatchObject({ rows: 300 });
    expect(readFileSync(place.at('same-out.csv'), 'utf8')).toBe(scores);
    if (note) expect(ran.err).toMatch(note);
    else expect(ran.err).toBe('');
  });

  it('a headerless table is matched by its places, with the target or without', async () => {
    const bare = lines.slice(1);
    const [from, project] = [place.put('bare.csv', bare.join('\n')), place.at('bare')];
    const own = ['--project', project, '--json'];
    done(await program.run('new', project, '--from', from, '--target', '#6', '--name', 'm', '--json'));
    done(await program.run('train', 'm', '--learner', 'linear', ...own));
    const to = place.at('bare-out.csv');
    done(await program.run('predict', 'm', '--in', from, '--out', to, ...own));
    const whole = readFileSync(to, 'utf8');
    const unlabelled = place.put('bare-x.csv', bare.map((l) => l.replace(/,[^,]*$/, '')).join('\n'));
    done(await program.run('predict', 'm', '--in', unlabelled, '--out', to, ...own));
    expect(readFileSync(to, 'utf8')).toBe(whole);
    expect(done(await program.run('evaluate', 'm', '--on', from, ...own))).toMatchObject({ rows: 300 });
    refused(await program.run('evaluate', 'm', '--on', unlabelled, ...own), { code: 'MW_MODEL_TARGET_MISSING', message: /no column "c6"/ });
    const narrow = place.put('bare-n.csv', bare.map((l) => l.split(',').slice(0, 3).join(',')).join('\n'));
    refused(await program.run('predict', 'm', '--in', narrow, '--out', to, ...own), {
      code: 'MW_DATA_COLUMN_COUNT',
      message: /3 columns and no header, but the schema has 6/,
    });
  });
});

function jsonRows(): readonly object[] {
  return lines.slice(1).map((line) => {
    const [customerID, tenure, monthly, total, Contract] = line.split(',');
    return { customerID, tenure: Number(tenure), MonthlyCharges: Number(monthly), TotalCharges: Number(total), Contract };
  });
}

describe('labels at evaluate', () => {
  it.each<[string, string, Due]>([
    [
      'the column is missing',
      withoutColumns(lines, 'Churn'),
      { code: 'MW_MODEL_TARGET_MISSING', message: /on\.csv has no column "Churn", so there is nothing to judge by/ },
    ],
    [
      'every cell is empty',
      withColumn(lines, 'Churn', () => ''),
      { code: 'MW_MODEL_UNLABELLED', message: /no value of "Churn" in any row/ },
    ],
    [
      'a class that training never saw',
      withColumn(lines, 'Churn', (c, row) => (row === 9 ? 'Perhaps' : c)),
      { code: 'MW_DATA_CELLS', message: /row 9, "Churn": "Perhaps" is neither "Yes" nor "No"/ },
    ],
    [
      'other spellings',
      withColumn(lines, 'Churn', (c) => (c === 'Yes' ? '1' : '0')),
      { code: 'MW_DATA_CELLS', message: /300 cells in "Churn"/ },
    ],
  ])('%s', async (_, content, due) => {
    refused(await program.run('evaluate', 'm', '--on', place.put('on.csv', content), ...p), due);
  });

  it('some are empty: they are counted', async () => {
    const on = place.put(
      'on.csv',
      withColumn(lines, 'Churn', (c, row) => (row % 10 ? c : '')),
    );
    expect(done(await program.run('evaluate', 'm', '--on', on, ...p))).toMatchObject({ rows: 270, unlabelled: 30 });
  });

  it('all are of one class: what can be said is said', async () => {
    const on = place.put(
      'on.csv',
      withColumn(lines, 'Churn', () => 'No'),
    );
    const { metrics } = done<{ metrics: Record<string, unknown> }>(await program.run('evaluate', 'm', '--on', on, ...p));
    expect(metrics).toHaveProperty('log_loss');
    expect(metrics).not.toHaveProperty('auc');
  });

  it('a class of many that training never saw is named with its rows', async () => {
    const shades = (odd: string) =>
      `a,y\n${Array.from({ length: 90 }, (_, i) => `${(i * 7) % 31},${i === 50 ? odd : ['red', 'green', 'blue'][i % 3]}`).join('\n')}\n`;
    const [from, own] = [place.put('shades.csv', shades('red')), ['--project', place.at('shades'), '--json']];
    done(await program.run('new', place.at('shades'), '--from', from, '--target', 'y', '--name', 'm', '--json'));
    done(await program.run('train', 'm', '--learner', 'linear', ...own));
    refused(await program.run('evaluate', 'm', '--on', place.put('on.csv', shades('violet')), ...own), {
      code: 'MW_MODEL_CLASS_UNSEEN',
      message: /1 rows? .*"y".*never saw: "violet"/,
    });
  });
});

describe('places for the answer', () => {
  it.each<[string, string, Due]>([
    ['no ending', 'o', { code: 'MW_CLI_OUTPUT_FORMAT', exit: 2 }],
    ['an ending that is no format', 'o.xlsx', { code: 'MW_CLI_OUTPUT_FORMAT', exit: 2, message: /o\.xlsx/ }],
    ['an ending that objects have', 'o.constructor', { code: 'MW_CLI_OUTPUT_FORMAT', exit: 2 }],
    [
      'a folder that is not there',
      'none/o.csv',
      { code: 'MW_MODEL_OUT', message: /none\/o\.csv" cannot be written: its folder does not exist/ },
    ],
    ['a path through a file', 'customers.csv/o.csv', { code: 'MW_MODEL_OUT', message: /a part of the path is a file/ }],
    ['a folder', 'folder.csv', { code: 'MW_MODEL_OUT', message: /it is a folder/ }],
    ['a name that is too long', `${'x'.repeat(300)}.csv`, { code: 'MW_MODEL_OUT', message: /too long/ }],
    ['a name with NUL', 'a\0b.csv', { code: 'MW_MODEL_OUT' }],
    ['the file that is read', 'customers.csv', { code: 'MW_MODEL_OUT_IS_IN', exit: 2, message: /would lose its rows/ }],
  ])('%s', async (_, name, due) => {
    mkdirSync(place.at('folder.csv'), { recursive: true });
    const before = listing(place.dir);
    refused(await predict(file, place.at(name)), due);
    expect(listing(place.dir)).toEqual(before);
    expect(readFileSync(file, 'utf8')).toBe(good);
  });

  it('for the report, too', async () => {
    writeFileSync(place.at('taken'), '');
    mkdirSync(place.at('folder.html'));
    refused(await program.run('report', 'm', '--out', place.at('taken/r.html'), ...p), { code: 'MW_MODEL_OUT' });
    refused(await program.run('report', 'm', '--out', place.at('folder.html'), ...p), { code: 'MW_MODEL_OUT', message: /it is a folder/ });
    refused(await program.run('report', 'm', '--out', place.at('r.txt'), ...p), { code: 'MW_CLI_OUTPUT_FORMAT', exit: 2 });
  });

  it('an answer that is there already is replaced as a whole', async () => {
    place.put('again.csv', 'old');
    done(await predict(file, place.at('again.csv')));
    expect(readFileSync(place.at('again.csv'), 'utf8')).toBe(scores);
  });
});

describe('one row as JSON', () => {
  const explain = (row: string) => program.run('explain', 'm', '--row', row, ...p);
  const whole = { customerID: 'x', tenure: 3, MonthlyCharges: 70.5, TotalCharges: 200, Contract: 'Monthly' };
  it.each<[string, string, Due]>([
    ['no JSON', '{', { code: 'MW_CLI_JSON', exit: 2 }],
    ['no object', '[]', { code: 'MW_CLI_JSON', exit: 2, message: /that is no object/ }],
    ['an empty object', '{}', { code: 'MW_DATA_COLUMN_MISSING', message: /^the row has no column "tenure"/ }],
    [
      'a missing column',
      JSON.stringify({ ...whole, tenure: undefined }),
      { code: 'MW_DATA_COLUMN_MISSING', message: /no column "tenure"/ },
    ],
    ['words for a number', JSON.stringify({ ...whole, tenure: 'many' }), { code: 'MW_DATA_CELLS', message: /row 1, "tenure": "many"/ }],
    ['a list for a number', JSON.stringify({ ...whole, tenure: [1] }), { code: 'MW_DATA_CELLS', message: /"\[1\]" is not a number/ }],
    ['a number that is too large', '{"tenure":1e999}', { code: 'MW_CLI_JSON', exit: 2, message: /1e999 is larger/ }],
  ])('%s', async (_, row, due) => void refused(await explain(row), due));

  it.each<[string, object]>([
    ['whole', whole],
    ['without id', { ...whole, customerID: undefined }],
    ['with numbers as texts', { ...whole, tenure: '3' }],
    ['with nothing known', { customerID: null, tenure: null, MonthlyCharges: null, TotalCharges: null, Contract: null }],
    ['with a word that training never saw', { ...whole, Contract: '😀' }],
    ['with more than is asked for', { ...whole, constructor: 1 }],
  ])('%s is explained', async (_, row) => {
    const { rows } = done<{ rows: { probability: number }[] }>(await explain(JSON.stringify(row)));
    expect(rows[0].probability).toBeGreaterThan(0);
  });

  it('an object that would change what objects inherit is inert', async () => {
    done(await explain(JSON.stringify(whole).replace('{', '{"__proto__":{"tenure":99},')));
    expect(({} as { tenure?: number }).tenure).toBeUndefined();
  });
});
