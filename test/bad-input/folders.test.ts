import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { done, refused } from './expectations.js';
import { customers, newPlace } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const text = `${customers(200).join('\n')}\n`;

describe.skipIf(process.platform === 'win32')('folders and files of any name', () => {
  const odd = place.at('a b#c%20d?e\'f"g ü😀 [x]*');
  const [file, project, out] = [join(odd, 'data [1]*?.csv'), join(odd, 'my project #1'), join(odd, "o'ut [2]*.csv")];

  it('live a whole life', async () => {
    mkdirSync(odd);
    writeFileSync(file, text);
    done(await program.run('new', project, '--from', file, '--target', 'Churn', '--name', 'm', '--json'));
    const p = ['--project', project, '--json'];
    done(await program.run('train', '--learner', 'linear', ...p));
    done(await program.run('check', ...p));
    done(await program.run('evaluate', 'm', '--on', file, ...p));
    expect(done(await program.run('predict', 'm', '--in', file, '--out', out, ...p))).toMatchObject({ rows: 200, out });
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(201);
    done(await program.run('report', 'm', ...p));
  });

  it('behind a link, too', async () => {
    symlinkSync(project, place.at('link'));
    expect(done(await program.run('train', '--learner', 'constant', '--project', place.at('link'), '--json'))).toMatchObject({
      version: 2,
    });
  });

  it('moved together with the data, a project goes on', async () => {
    renameSync(odd, place.at('moved'));
    const moved = place.at('moved/my project #1');
    expect(done(await program.run('train', '--learner', 'constant', '--project', moved, '--json'))).toMatchObject({ version: 3 });
    renameSync(place.at('moved/data [1]*?.csv'), place.at('moved/other.csv'));
    refused(await program.run('train', '--project', moved, '--json'), {
      code: 'MW_DATA_FILE_MISSING',
      message: /"\.\.\/data \[1\]\*\?\.csv"/,
    });
  });
});

it('a database that cannot be reached is named without its password', async () => {
  const elsewhere = startProgram({ MILLWRIGHT_DATABASE_URL: 'postgres://user:geheim@127.0.0.1:1/models' });
  mkdirSync(place.at('remote/models'), { recursive: true });
  const ran = await elsewhere.run('models', '--project', place.at('remote'), '--json');
  elsewhere.end();
  const { message } = refused(ran, { code: 'MW_STORE_UNREACHABLE', message: /127\.0\.0\.1:1\/models cannot be used/ });
  expect(message + ran.out + ran.err).not.toContain('geheim');
});
