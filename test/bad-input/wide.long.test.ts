import { afterAll, expect, it } from 'vitest';
import { done } from './expectations.js';
import { newPlace } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

it('10,000 columns are made a project of, trained on and predicted', async () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `f${i}`);
  const body = Array.from({ length: 60 }, (_, r) => `${names.map((_n, i) => ((r * 31 + i * 17) % 97) / 4).join(',')},${r % 3 ? 'a' : 'b'}`);
  const file = place.put('wide.csv', `${names.join(',')},y\n${body.join('\n')}\n`);
  const p = ['--project', place.at('p'), '--json'];
  expect(
    done<{ schema: unknown[] }>(await program.run('new', place.at('p'), '--from', file, '--target', 'y', '--name', 'm', '--json')).schema,
  ).toHaveLength(10_001);
  done(await program.run('train', 'm', '--learner', 'linear', ...p));
  expect(done(await program.run('predict', 'm', '--in', file, '--out', place.at('o.csv'), ...p))).toMatchObject({ rows: 60 });
});
