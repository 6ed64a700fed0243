// Coverage of 90% intervals on housing and diamonds, over splits drawn by 20 seeds, for all rows and by segment; with and without thresholds per segment.
// Targets: 88% to 92% on average over the seeds, each segment 85% to 95%. Needs ../shared. Options: --seeds 20 --methods scaled,quantile,absolute --only NAME --level 0.9
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { csv, evaluate, learn, model, t, train } from 'millwright';
import { shared } from './gbdt/tables.mjs';
import { range, resplit } from './gbdt/resplits.mjs';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    methods: { type: 'string', default: 'scaled,quantile,absolute' },
    level: { type: 'string', default: '0.9' },
    only: { type: 'string' },
  },
});

const text = (path) => {
  const bytes = readFileSync(new URL(`data/${path}`, shared));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().replaceAll('"', '');
};
const SETS = {
  housing: { file: 'california_housing/housing.csv', target: 'median_house_value', categories: ['ocean_proximity'], by: 'ocean_proximity' },
  diamonds: { file: 'diamonds/diamonds.csv.gz', target: 'price', categories: ['cut', 'color', 'clarity'], by: 'cut' },
};

function modelOf({ target, categories, by }, file, head, method, isBy) {
  const schema = Object.fromEntries(head.map((name) => [name, categories.includes(name) ? t.category() : t.number().nullable()]));
  const inputs = head.filter((name) => name !== target);
  const features = csv(file, schema)
    .target(target)
    .features((c) => Object.fromEntries(inputs.map((name) => [name, categories.includes(name) ? learn.category(c[name]) : c[name]])));
  return model('m', features, { coverage: { level: Number(options.level), method, ...(isBy ? { by: (c) => c[by] } : {}) } });
}

async function measure(set, seed, method, isBy, folder) {
  const [head, ...lines] = text(set.file).trim().split('\n');
  const files = resplit(range(0, lines.length), seed).map((rows, side) => {
    const file = join(folder, `${side}.csv`);
    writeFileSync(file, [head, ...Array.from(rows, (row) => lines[row])].join('\n'));
    return file;
  });
  const own = modelOf(set, files[0], head.split(','), method, isBy);
  const startedMs = performance.now();
  const { version, coverage: holdout } = await train(own, { root: folder, learner: 'gbdt', seed });
  const seconds = (performance.now() - startedMs) / 1000;
  const { coverage } = await evaluate(`m@${version}`, files[1], { root: folder });
  return { coverage, holdout: holdout.coverage.value, seconds };
}

const percent = (share) => `${(100 * share).toFixed(1)}%`;
const meanOf = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

function segmentsOf(runs) {
  const byName = Map.groupBy(
    runs.flatMap(({ coverage }) => coverage.segments),
    ({ name }) => name,
  );
  return [...byName].map(([name, all]) => ({
    name,
    own: all.some(({ own }) => own),
    rows: meanOf(all.map(({ rows }) => rows)),
    coverage: all.reduce((sum, { rows, coverage }) => sum + rows * coverage.value, 0) / all.reduce((sum, { rows }) => sum + rows, 0),
    width: meanOf(all.map(({ width }) => width.value)),
  }));
}

const results = [];
for (const [name, set] of Object.entries(SETS)) {
  if (options.only !== undefined && name !== options.only) continue;
  for (const method of options.methods.split(','))
    for (const isBy of [false, true]) {
      const runs = [];
      for (let seed = 1; seed <= Number(options.seeds); seed++) {
        const folder = mkdtempSync(join(tmpdir(), 'bench-conformal-'));
        try {
          runs.push(await measure(set, seed, method, isBy, folder));
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }
      const shares = runs.map(({ coverage }) => coverage.coverage.value);
      const result = {
        data: name,
        method,
        by: isBy ? set.by : null,
        seeds: runs.length,
        coverage: { mean: meanOf(shares), least: Math.min(...shares), most: Math.max(...shares) },
        holdout: meanOf(runs.map(({ holdout }) => holdout)),
        width: meanOf(runs.map(({ coverage }) => coverage.width.value)),
        segments: segmentsOf(runs),
        seconds: meanOf(runs.map(({ seconds }) => seconds)),
      };
      results.push(result);
      const { coverage, segments } = result;
      const told = segments.map((s) => `${s.name} ${percent(s.coverage)}${s.own ? '' : ' (as all rows)'}`).join(', ') || '–';
      console.error(
        `| ${name} | ${method} | ${percent(coverage.mean)} (${percent(coverage.least)} … ${percent(coverage.most)}) | ${Math.round(result.width).toLocaleString('en')} | ${told} | ${result.seconds.toFixed(1)} |`,
      );
    }
}
console.log(JSON.stringify(results));
