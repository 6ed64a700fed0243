import { mkdirSync, symlinkSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { done, refused, type Due } from './expectations.js';
import { customers, listing, newPlace, withLine } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const lines = customers(200);
const good = `${lines.join('\n')}\n`;
const contract = (to: string) => (line: string) => line.replace(/Monthly|Yearly/, to);

/** `new` and `profile` refuse with the same words and leave nothing; the next good command works. */
async function refusedByBoth(file: string, due: Due): Promise<void> {
  const before = listing(place.dir);
  const words = refused(await program.run('new', place.at('project'), '--from', file, '--target', 'Churn', '--json'), due);
  expect(refused(await program.run('profile', file, '--json'), due).message).toBe(words.message);
  expect(listing(place.dir)).toEqual(before);
}

describe('files that are none', () => {
  it('a missing one', () => refusedByBoth(place.at('nowhere.csv'), { code: 'MW_DATA_FILE_MISSING', message: /nowhere\.csv/ }));
  it('a folder', () => refusedByBoth(place.dir, { code: 'MW_DATA_FILE_FOLDER', message: /is a folder, not a file/ }));
  it('a folder with the name of a file', () => {
    mkdirSync(place.at('folder.csv'));
    return refusedByBoth(place.at('folder.csv'), { code: 'MW_DATA_FILE_FOLDER', where: /folder\.csv$/ });
  });
  it.skipIf(process.platform === 'win32')('a device, a link that leads nowhere, a path through a file', async () => {
    await refusedByBoth('/dev/zero', { code: 'MW_DATA_FILE_READ', message: /no regular file/ });
    symlinkSync(place.at('gone.csv'), place.at('link.csv'));
    await refusedByBoth(place.at('link.csv'), { code: 'MW_DATA_FILE_MISSING' });
    await refusedByBoth(`${place.put('good.csv', good)}/more.csv`, { code: 'MW_DATA_FILE_MISSING' });
  });
  it('an impossible name', () => refusedByBoth(`${place.dir}/a\0b.csv`, { code: 'MW_DATA_FILE_READ' }));
});

describe('files that are broken', () => {
  const cut = (line: string): string => line.split(',').slice(0, 3).join(',');
  const latin = Buffer.from('C9,1,2,3,Genève,Yes\n', 'latin1');
  it.each<[string, string | Uint8Array, string, Due]>([
    ['empty', '', 'csv', { code: 'MW_DATA_FILE_EMPTY', message: /is empty/ }],
    ['blank lines alone', '\n \r\n\n', 'csv', { code: 'MW_DATA_FILE_EMPTY' }],
    ['a header alone', `${lines[0]}\n`, 'csv', { code: 'MW_DATA_FILE_NO_ROWS', message: /has a header but no rows/ }],
    ['a header without a line end', lines[0], 'csv', { code: 'MW_DATA_FILE_NO_ROWS' }],
    [
      'a repeated name',
      good.replace('tenure', 'customerID'),
      'csv',
      { code: 'MW_DATA_HEADER_DUPLICATE', message: /"customerID" 2 times, as columns 1, 2/ },
    ],
    ['a repeated name but for blanks', good.replace('tenure', ' customerID '), 'csv', { code: 'MW_DATA_HEADER_DUPLICATE' }],
    ['a name that is empty', good.replace('tenure', ''), 'csv', { code: 'MW_DATA_HEADER_EMPTY', message: /no name for column 2/ }],
    [
      'a short row',
      withLine(lines, 50, cut),
      'csv',
      { code: 'MW_DATA_RAGGED', message: /line 51 .* has 3 fields, but the others have 6/, where: /:51$/ },
    ],
    ['a long row', withLine(lines, 50, (l) => `${l},x,y`), 'csv', { code: 'MW_DATA_RAGGED', message: /line 51 .* has at least 7 fields/ }],
    ['a row with one field', withLine(lines, 50, () => 'totals'), 'csv', { code: 'MW_DATA_RAGGED', message: /line 51 .* has 1 field,/ }],
    [
      'a quote that is never closed',
      withLine(lines, 50, contract('"Monthly')),
      'csv',
      { code: 'MW_DATA_QUOTE', message: /line 51/, where: /:51$/ },
    ],
    ['a quote in the first row', withLine(lines, 1, contract('"Monthly')), 'csv', { code: 'MW_DATA_QUOTE', message: /line 2/ }],
    ['a quote in the header', good.replace('tenure', '"tenure'), 'csv', { code: 'MW_DATA_QUOTE', message: /line 1/ }],
    ['text behind a quote', withLine(lines, 50, contract('"Month"ly')), 'csv', { code: 'MW_DATA_QUOTE', message: /line 51/ }],
    ['NUL within a cell', good.replace('Monthly', 'Mon\0thly'), 'csv', { code: 'MW_DATA_NUL', message: /NUL/ }],
    ['NUL at the end', `${good}\0\0\0`, 'csv', { code: 'MW_DATA_NUL' }],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from(`${lines[0]}\n`), Buffer.from([0, 255, 254, 0, 1, 2, 3])]),
      'csv',
      { code: 'MW_DATA_NUL' },
    ],
    [
      'UTF-8 with a line of Latin-1',
      Buffer.concat([Buffer.from(good.replaceAll(',Yearly,', ',jährlich,')), latin]),
      'csv',
      { code: 'MW_DATA_ENCODING', message: /line 202 / },
    ],
    [
      'half of UTF-16',
      Buffer.concat([Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), Buffer.from([0x00, 0xd8, 0x0a, 0x00])]),
      'csv',
      { code: 'MW_DATA_ENCODING' },
    ],
    ['a workbook', Buffer.from('PK\u0003\u0004 and so on'), 'csv', { code: 'MW_DATA_FORMAT_UNREAD', message: /workbook or a zip archive/ }],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'csv', { code: 'MW_DATA_NUL' }],
    ['no gzip', good, 'csv.gz', { code: 'MW_DATA_FILE_READ', message: /gzip data is damaged/ }],
    ['JSON cut short', '[{"Churn":"Yes","a":1}', 'json', { code: 'MW_DATA_JSON', message: /never closed|cannot be parsed/ }],
    ['JSON of numbers', '[1,2]', 'json', { code: 'MW_DATA_JSON', message: /1 is no object/ }],
    ['JSON of no rows', '[]', 'json', { code: 'MW_DATA_FILE_NO_ROWS' }],
    ['a broken line of JSON', '{"a":1,"Churn":"Yes"}\n{"a":', 'jsonl', { code: 'MW_DATA_JSON', message: /line 2/ }],
    ['no Parquet', good, 'parquet', { code: 'MW_DATA_PARQUET', message: /does not end as one/ }],
    ['Parquet cut short', 'PAR1 and nothing', 'parquet', { code: 'MW_DATA_PARQUET' }],
  ])('%s', (name, content, ending, due) => refusedByBoth(place.put(`${name.replace(/\W+/g, '-')}.${ending}`, content), due));
});

describe('files that only look odd', () => {
  const rows = customers(60).map((line) => line.replaceAll(',Monthly,', ',monatlich,').replaceAll(',Yearly,', ',jährlich,'));
  const text = `${rows.join('\n')}\n`;
  it.each<[string, string | Uint8Array, string]>([
    ['a byte-order mark', `\ufeff${text}`, 'csv'],
    ['CRLF', rows.join('\r\n'), 'csv'],
    ['CR alone', rows.join('\r'), 'csv'],
    ['line ends of two kinds', withLine(rows, 7, (l) => `${l}\r`), 'csv'],
    ['blank lines around', `\n\n${text}\n\n`, 'csv'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'csv'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'csv'],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'csv'],
    ['Latin-1', Buffer.from(text, 'latin1'), 'csv'],
    ['semicolons', text.replaceAll(',', ';'), 'csv'],
    ['tabs under another name', text.replaceAll(',', '\t'), 'dat'],
    ['a delimiter at every end', rows.map((l) => `${l},`).join('\n'), 'csv'],
    [
      'a name that promises CSV for JSON',
      JSON.stringify(rows.slice(1).map((l) => Object.fromEntries(l.split(',').map((c, i) => [rows[0].split(',')[i], c])))),
      'csv',
    ],
  ])('%s: new makes the same model of it', async (name, content, ending) => {
    const file = place.put(`odd-${name.replace(/\W+/g, '-')}.${ending}`, content);
    const made = done<{ schema: { name: string; type: string }[]; rows: number; task: string }>(
      await program.run('new', place.at(`odd-${name.replace(/\W+/g, '-')}`), '--from', file, '--target', 'Churn', '--json'),
    );
    expect([made.rows, made.task]).toEqual([60, 'binary']);
    expect(made.schema.map((c) => `${c.name} ${c.type}`)).toEqual([
      'customerID id',
      'tenure int',
      'MonthlyCharges number',
      'TotalCharges number',
      'Contract category',
      'Churn bool',
    ]);
  });
});
