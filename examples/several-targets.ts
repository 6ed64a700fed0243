// Several targets at once: one list of features, one model per target, trained and asked together. No target is a feature of another.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csv, learn, model, openProject, t } from 'millwright';
import { random } from 'millwright/core';

const root = mkdtempSync(join(tmpdir(), 'millwright-example-'));

const draw = random(12, 'flats');
const lines = Array.from({ length: 1500 }, (_, i) => {
  const [size, place] = [30 + 90 * draw.uniform(), draw.uniform() < 0.3 ? 'centre' : 'suburb'];
  const rent = size * (place === 'centre' ? 18 : 12) + 40 * draw.normal();
  const heating = size * 1.4 + 8 * draw.normal();
  const let30d = draw.uniform() < (place === 'centre' ? 0.8 : 0.35) ? 'Yes' : 'No';
  return [`F${i}`, size.toFixed(1), place, rent.toFixed(2), heating.toFixed(2), let30d].join(',');
});
writeFileSync(join(root, 'flats.csv'), ['id,size,place,rent,heating,let30d', ...lines].join('\n'));

const flats = csv('flats.csv', {
  id: t.id(),
  size: t.number({ unit: 'm²' }),
  place: t.category(),
  rent: t.number({ unit: 'EUR' }),
  heating: t.number({ unit: 'EUR' }),
  let30d: t.bool({ true: 'Yes', false: 'No' }),
});

/** The columns of `c` are those that no target is: c.rent does not compile here, whichever target is meant. */
const modelOf = (target: 'rent' | 'heating' | 'let30d') =>
  model(
    target,
    flats.target(target).features((c) => ({ size: c.size, place: learn.category(c.place) })),
  );
const models = (['rent', 'heating', 'let30d'] as const).map(modelOf);

const project = await openProject({ root });
for (const one of models) {
  const { model: name, version, task, metric, metrics, baseline } = await project.train(one);
  await project.promote(`${name}@${version}`);
  console.log(`${name}: ${task}, ${metric} is surely better than knowing nothing: ${metrics[metric].high < baseline[metric]}`);
}

const flat = [{ id: 'F1', size: 60, place: 'centre' }];
const answers: Record<string, unknown> = {};
for (const one of models) [{ prediction: answers[one.name] }] = await project.predict(one, flat);
const { rent, heating, let30d } = answers;
console.log(`60 m² in the centre: a rent near 1080: ${Math.abs(Number(rent) - 1080) < 30}; let within 30 days: ${let30d}`);
console.log(`and heating near 84: ${Math.abs(Number(heating) - 84) < 6}`);

await project.close();
rmSync(root, { recursive: true });

// Prints:
// rent: regression, rmse is surely better than knowing nothing: true
// heating: regression, rmse is surely better than knowing nothing: true
// let30d: binary, log_loss is surely better than knowing nothing: true
// 60 m² in the centre: a rent near 1080: true; let within 30 days: Yes
// and heating near 84: true
