import { afterAll, describe, expect, it } from 'vitest';
import { done, refused, type Due } from './expectations.js';
import { customers, listing, newPlace, withColumn } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const lines = customers(300);
const churn = (change: (cell: string, row: number) => string): string => withColumn(lines, 'Churn', change);
const yesAt = (...rows: readonly number[]): string => churn((_, row) => (rows.includes(row) ? 'Yes' : 'No'));

let made = 0;
const created = (content: string, ...more: readonly string[]) => {
  const file = place.put(`t${++made}.csv`, content);
  return program.run('new', place.at(`p${made}`), '--from', file, '--target', 'Churn', '--name', 'm', ...more, '--json');
};

describe('targets that new refuses', () => {
  it.each<[string, string, readonly string[], Due]>([
    [
      'is not there',
      lines.join('\n').replace('Churn', 'Chrun'),
      [],
      { code: 'MW_DATA_COLUMN_UNKNOWN', exit: 2, message: /no column "Churn".*Did you mean "Chrun"\?/ },
    ],
    ['is constant', churn(() => 'No'), [], { code: 'MW_DATA_TARGET_CONSTANT', message: /"Churn" is "No" in all 300 rows/ }],
    ['is empty everywhere', churn(() => ''), [], { code: 'MW_DATA_TARGET_EMPTY', message: /"Churn" is empty in every row/ }],
    ['is NA everywhere', churn(() => 'NA'), [], { code: 'MW_DATA_TARGET_EMPTY' }],
    [
      'has a class of its own per row',
      churn((_, row) => `k${row}`),
      [],
      { code: 'MW_DATA_TARGET_UNIQUE', message: /each of the 300 rows/ },
    ],
    [
      'is no number for a regression',
      `${lines.join('\n')}\n`,
      ['--task', 'regression'],
      { code: 'MW_DATA_TARGET_TASK', exit: 2, message: /not numbers \(such as "No"\)/ },
    ],
    [
      'has no such class',
      `${lines.join('\n')}\n`,
      ['--positive', 'Maybe'],
      { code: 'MW_DATA_POSITIVE_UNKNOWN', exit: 2, message: /never "Maybe"/ },
    ],
    ['is an id as well', `${lines.join('\n')}\n`, ['--id', 'Churn'], { code: 'MW_DATA_COLUMN_TWICE', exit: 2 }],
    [
      'is beside a weight of words',
      `${lines.join('\n')}\n`,
      ['--weight', 'Contract'],
      { code: 'MW_DATA_ROLE_TYPE', exit: 2, message: /"Contract" cannot be --weight/ },
    ],
    [
      'is beside a time that is a number',
      `${lines.join('\n')}\n`,
      ['--time', 'tenure'],
      { code: 'MW_DATA_ROLE_TYPE', exit: 2, message: /numbers from 0 to 7\d/ },
    ],
    [
      'stands alone',
      `Churn\n${'Yes\nNo\nNo\n'.repeat(20)}`,
      [],
      { code: 'MW_CLI_PROJECT_EMPTY', message: /no column is left to learn "Churn" from/ },
    ],
    ['is of one row', lines.slice(0, 2).join('\n'), [], { code: 'MW_DATA_TARGET_CONSTANT', message: /in all 1 rows/ }],
  ])('it %s', async (_, content, more, due) => {
    place.put(`t${made + 1}.csv`, content);
    const before = listing(place.dir);
    refused(await created(content, ...more), due);
    expect(listing(place.dir)).toEqual(before);
  });
});

describe('targets that training refuses, and the next one works', () => {
  it.each<[string, string, Due]>([
    ['a class in one row', yesAt(5), { code: 'MW_FEATURES_TARGET_RARE', message: /the value "Yes" in only 1 row; 2 are needed/ }],
    [
      'three classes, one of them in one row',
      churn((cell, row) => (row === 5 ? 'Rare' : cell)),
      { code: 'MW_FEATURES_TARGET_RARE', message: /"Rare" in only 1 row/ },
    ],
    [
      'a class in two rows: one to learn from, none to compare by',
      yesAt(5, 200),
      { code: 'MW_EVALUATE_SPLIT_CLASSES', message: /at least 2 rows each; the classes have 23\d, 1 rows/ },
    ],
    [
      'three rows',
      [
        lines[0],
        ...lines
          .slice(1, 30)
          .filter((l) => l.endsWith('Yes'))
          .slice(0, 1),
        ...lines
          .slice(1, 30)
          .filter((l) => l.endsWith('No'))
          .slice(0, 2),
      ].join('\n'),
      { code: 'MW_FEATURES_TARGET_RARE' },
    ],
  ])('%s', async (_, content, due) => {
    done(await created(content));
    const p = ['--project', place.at(`p${made}`), '--json'];
    const before = listing(place.dir);
    refused(await program.run('train', ...p), due);
    const state = place.at(`p${made}/.millwright`);
    expect(listing(place.dir).filter((path) => !path.startsWith(state))).toEqual(before);
    expect(listing(state)).toEqual([`${state}/blobs`]);
    const { runs } = done<{ runs: { status: string; error: string }[] }>(await program.run('runs', ...p));
    expect(runs).toMatchObject([{ status: 'failed', error: expect.stringMatching(due.message ?? /./) }]);
    expect(done(await program.run('models', ...p))).toEqual({ models: [] });
    place.put(`t${made}.csv`, `${lines.join('\n')}\n`);
    expect(done(await program.run('train', '--learner', 'constant', ...p))).toMatchObject({ version: 1 });
  });
});

describe('targets that are learned from all the same', () => {
  it('nulls in some rows are counted', async () => {
    const { notes } = done<{ notes: string[] }>(await created(churn((cell, row) => (row % 10 ? cell : ''))));
    expect(notes).toContain('The target "Churn" is empty in 30 of 300 rows; they cannot be learned from.');
    const trained = done<{ rows: Record<string, number>; notes: string[] }>(
      await program.run('train', '--learner', 'linear', '--project', place.at(`p${made}`), '--json'),
    );
    expect(trained.rows).toMatchObject({ quarantined: 30 });
    expect(trained.rows['train'] + trained.rows['holdout']).toBe(270);
    expect(trained.notes).toContain('30 rows without a "Churn" left out.');
  });

  it('ten rows', async () => {
    const few = [lines[0], ...lines.filter((l) => l.endsWith('Yes')).slice(0, 5), ...lines.filter((l) => l.endsWith('No')).slice(0, 5)];
    done(await created(few.join('\n')));
    expect(done(await program.run('train', '--project', place.at(`p${made}`), '--json'))).toMatchObject({ rows: { train: 8, holdout: 2 } });
  });

  it('rows without a time are counted, whatever becomes of them', async () => {
    const dated = lines.map((line, row) => `${line},${row === 0 ? 'day' : row % 20 === 0 ? '' : `2024-0${1 + (row % 9)}-1${row % 10}`}`);
    done(await created(dated.join('\n'), '--time', 'day'));
    const ran = await program.run('train', '--learner', 'linear', '--project', place.at(`p${made}`), '--json');
    const { rows, notes } = done<{ rows: Record<string, number>; notes: string[] }>(ran);
    expect(rows['train'] + rows['holdout'] + rows['quarantined']).toBe(285);
    expect(notes.join('\n')).toMatch(/15 rows without a "day"/);
  });
});

describe('amounts at the end of what a double holds', () => {
  const rows = Array.from({ length: 100 }, (_, i) => `${i % 40},${((i % 37) + 1) * 1.5}e306,${((i % 23) + 1) * 2.5}e-300`);
  const content = `a,big,tiny\n${rows.join('\n')}\n`;
  const trained = async (target: string) => {
    const [file, project] = [place.put(`h-${target}.csv`, content), place.at(`h-${target}`)];
    expect(done(await program.run('new', project, '--from', file, '--target', target, '--json'))).toMatchObject({ task: 'regression' });
    return program.run('train', '--project', project, '--json');
  };
  it.each(['a', 'tiny'])('as features of %s give finite figures', async (target) => {
    const { metrics } = done<{ metrics: Record<string, { value: number }> }>(await trained(target));
    expect(Object.values(metrics).every((m) => Number.isFinite(m.value))).toBe(true);
  });
  it('as a target are refused', async () => {
    refused(await trained('big'), { code: 'MW_FEATURES_TARGET_HUGE', message: /"big" goes up to \d.*e\+30\d/ });
  });
});
