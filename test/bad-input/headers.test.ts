import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { done, refused } from './expectations.js';
import { listing, newPlace } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const WORDS = ['red', 'green', 'blue'];

/** A table of numbers and words under these names; the last column is the target. */
function table(names: readonly string[], rows = 90): string {
  const cell = (row: number, column: number): string => {
    if (column === names.length - 1) return (row * 7) % 3 ? 'stays' : 'leaves';
    return column % 3 === 2 ? WORDS[(row * 5 + column + (row >> 3)) % 3] : (((row * 37 + column * 11) % 101) / 7).toFixed(4);
  };
  const body = Array.from({ length: rows }, (_, row) => names.map((_name, column) => cell(row, column)).join(','));
  return `${names.map(quoted).join(',')}\n${body.join('\n')}\n`;
}

let made = 0;

/** Everything that a user does with a file, from `new` to the report; gives what `new` said of the columns. */
async function wholeLife(names: readonly string[]): Promise<readonly string[]> {
  const [file, project, out] = [place.put(`t${++made}.csv`, table(names)), place.at(`p${made}`), place.at(`o${made}`)];
  const p = ['--project', project, '--json'];
  const { schema } = done<{ schema: { name: string }[] }>(
    await program.run('new', project, '--from', file, '--target', names.at(-1)!, '--name', 'm', '--json'),
  );
  done(await program.run('train', 'm', '--learner', 'linear', ...p));
  expect(done(await program.run('check', ...p))).toMatchObject({ rows: 90, passed: true });
  expect(done(await program.run('evaluate', 'm', '--on', file, ...p))).toMatchObject({ rows: 90 });
  for (const ending of ['csv', 'jsonl', 'parquet'])
    expect(done(await program.run('predict', 'm', '--in', file, '--out', `${out}.${ending}`, ...p))).toMatchObject({ rows: 90 });
  expect(readFileSync(`${out}.csv`, 'utf8').split('\n')[0]).toBe('prediction,probability');
  const { rows } = done<{ rows: { contributions: { feature: string }[] }[] }>(await program.run('explain', 'm', '--in', file, ...p));
  expect(rows[0].contributions.map((c) => c.feature).toSorted()).toEqual(names.slice(0, -1).toSorted());
  for (const words of [
    ['sql', 'm'],
    ['sql', 'm', '--js'],
    ['report', 'm'],
    ['profile', file],
    ['diff', 'm@1', 'm@1'],
  ]) {
    done(await program.run(...words, ...p));
  }
  return schema.map((column) => column.name);
}

describe('names of columns that live a whole life', () => {
  it.each<[string, string]>([
    [
      'words of objects, of the program, of the languages and of the answer',
      'constructor prototype toString hasOwnProperty valueOf length then c t rows model learn node kind name feature label mul gte ' +
        'select from class default await row x0 k0 v0 f0 q0 c1 prediction probability decision probability_stays y',
    ],
    [
      'quotes, escapes and attempts to break out',
      `say"hi" it's back\`tick back\\slash \${x} */ // ');DROP-TABLE-x;-- a";-- </script><img/src=x/onerror=alert(1)> ../../etc 'y";--`,
    ],
    [
      'letters of the world, what nobody sees, numbers, very long ones, a target that objects have',
      `😀 ß İstanbul ı 日本 é e\u0301 a\u0001b zero\u200bwidth left\u202eright half\ufffd 0 1 2.5 -3 ${'x'.repeat(20_000)} ${'y'.repeat(20_001)} constructor`,
    ],
  ])('%s', async (_, words) => expect(await wholeLife(words.split(' '))).toEqual(words.split(' ')));

  it('line ends and blanks within', async () => {
    const names = ['line\nbreak', 'cr\r\nlf', 'tab\tx', 'two words', 'y'];
    expect(await wholeLife(names)).toEqual(names);
  });
});

describe('names of columns that cannot be', () => {
  it.each<[string, readonly string[], string, RegExp]>([
    ['differ in case only', ['a', 'A', 'y'], 'MW_DATA_HEADER_CASE', /"a" and "A"/],
    ['the number of a row', ['RowID', 'a', 'y'], 'MW_DATA_HEADER_KEPT', /"RowID"/],
    ['what objects inherit by', ['__proto__', 'a', 'y'], 'MW_DATA_HEADER_KEPT', /"__proto__"/],
    ['the same but for blanks', ['a', 'a ', 'y'], 'MW_DATA_HEADER_DUPLICATE', /"a" 2 times, as columns 1, 2/],
  ])('%s', async (_, names, code, message) => {
    const file = place.put('bad.csv', table(names));
    const before = listing(place.dir);
    refused(await program.run('new', place.at('bad'), '--from', file, '--target', 'y', '--json'), { code, message });
    expect(listing(place.dir)).toEqual(before);
  });
});

describe('labels that are hard to name', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['case', ['Yes', 'yes', 'no'], ['probability_Yes', 'probability_no', 'probability_yes_2']],
    ['objects', ['__proto__', 'constructor', 'x'], ['probability___proto__', 'probability_constructor', 'probability_x']],
    ['quotes', ["it's", 'say "so"', ';--'], ['probability_;--', "probability_it's", 'probability_say "so"']],
    ['letters', ['ß', 'ẞ', 'ss'], ['probability_ss', 'probability_ß', 'probability_ẞ']],
  ])('%s', async (name, labels, columns) => {
    const rows = Array.from({ length: 120 }, (_, i) => `${(i * 37) % 101},${(i * 13) % 7},${quoted(labels[i % 3])}`);
    const [file, project, out] = [
      place.put(`l-${name}.csv`, `a,b,y\n${rows.join('\n')}\n`),
      place.at(`l-${name}`),
      place.at('labels.jsonl'),
    ];
    const p = ['--project', project, '--json'];
    const created = done<{ notes: string[] }>(await program.run('new', project, '--from', file, '--target', 'y', '--name', 'm', '--json'));
    expect(created.notes.some((note) => note.includes('differ in case only'))).toBe(name === 'case' || name === 'letters');
    done(await program.run('train', 'm', '--learner', 'linear', ...p));
    done(await program.run('evaluate', 'm', '--on', file, ...p));
    done(await program.run('predict', 'm', '--in', file, '--out', out, ...p));
    const answers = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(answers[0])).toEqual(['prediction', ...columns]);
    expect(answers.every((a) => labels.includes(a['prediction'] as string))).toBe(true);
  });
});

it('1,000 columns are made a project of, trained on and predicted in seconds', async () => {
  const names = [...Array.from({ length: 1000 }, (_, i) => `f${i}`), 'y'];
  const [file, p] = [place.put('wide.csv', table(names)), ['--project', place.at('wide'), '--json']];
  const began = performance.now();
  done(await program.run('new', place.at('wide'), '--from', file, '--target', 'y', '--name', 'm', '--json'));
  done(await program.run('train', 'm', '--learner', 'linear', ...p));
  expect(done(await program.run('predict', 'm', '--in', file, '--out', place.at('wide.parquet'), ...p))).toMatchObject({ rows: 90 });
  expect(performance.now() - began).toBeLessThan(25_000);
});
