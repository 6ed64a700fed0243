import { count, figure as plain, percent, type AnyTask } from '../../core/index.js';
import { schemaFromJson, type ColumnSpec } from '../../data/index.js';
import type { ModelContent } from '../content.js';
import type { AnyRecord } from '../record.js';
import type { LevelSketch, NamedSketch, NumberSketch, ReferenceSketch } from '../sketch/index.js';
import type { OpenModel } from '../use/open-model.js';
import { html, type Html } from './html.js';
import { section, table } from './section.js';

const MOST_LEVELS = 4;
const MOST_COLUMNS = 60;
const LONGEST = 24;

/** What it learned from: where the rows come from, what was left out, and each column with its type, its values and its gaps. */
export function dataSection({ content, record }: OpenModel<AnyTask>, sketch: ReferenceSketch | undefined): Html {
  const schema = Object.entries(schemaFromJson(content.schema as never)) as [string, { readonly spec: ColumnSpec }][];
  const known = new Map(sketch?.columns.map((column) => [column.name, column]));
  const shown = schema.slice(0, MOST_COLUMNS);
  return section(
    'data',
    'The data behind it',
    html`<p>${rowsWords(record)} ${left(record)}</p>`,
    table(
      ['column', 'type', 'part', 'values it learned from', 'missing'],
      shown.map(([name, { spec }]) => [
        html`${name}${spec.description ? html`<br /><span class="soft">${spec.description}</span>` : null}`,
        typeWords(spec),
        partOf(name, spec, content),
        valuesOf(known.get(name), spec),
        missingOf(known.get(name)),
      ]),
    ),
    schema.length > shown.length && html`<p class="soft">${count(schema.length - shown.length, 'more column')} not shown.</p>`,
    html`<p class="soft">Fingerprint of the data (sha256): <code>${record.lineage.data}</code></p>`,
  );
}

function rowsWords({ rows, lineage, period }: AnyRecord): string {
  const when = period ? ` from ${period.from.slice(0, 10)} to ${period.to.slice(0, 10)} (by ${period.column})` : '';
  return `${count(lineage.fits.refit, 'row')}${when}: ${rows.train.toLocaleString('en')} to learn from and ${rows.holdout.toLocaleString('en')} kept aside to judge by.`;
}

function left({ quality, rows }: AnyRecord): string {
  if (rows.quarantined === 0) return 'No row was left out.';
  return `${count(rows.quarantined, 'row')} of ${quality.read.toLocaleString('en')} read (${percent(rows.quarantined / (quality.read || 1))}) were left out; the limits above say why.`;
}

const typeWords = ({ kind, unit, nullable }: ColumnSpec): string =>
  `${kind}${unit ? ` in ${unit}` : ''}${nullable ? ', may be empty' : ''}`;

function partOf(name: string, spec: ColumnSpec, { target, trial, ids, inputs }: ModelContent<AnyTask>): string {
  if (name === target) return 'what is predicted';
  if (name === trial?.outcome) return 'what became of the row';
  if (name === trial?.treatment) return 'who was treated';
  if (ids.includes(name)) return 'names the row';
  if (inputs.includes(name)) return 'input';
  return spec.protected ? 'protected: judged by, not read' : 'not used';
}

function valuesOf(sketch: NamedSketch | undefined, spec: ColumnSpec): string {
  if (!sketch || sketch.kind === 'skipped') return '–';
  return sketch.kind === 'number' ? numbersOf(sketch) : levelsOf(sketch, spec);
}

function numbersOf({ min, max, sample }: NumberSketch): string {
  if (min === null || max === null || sample.length === 0) return 'none';
  const at = (share: number): string => plain(sample[Math.min(sample.length - 1, Math.floor(share * sample.length))]);
  const [low, high] = [at(0.05), at(0.95)];
  const all = `${plain(min)} to ${plain(max)}`;
  return `${low} to ${high}` === all ? all : `${all}; nine in ten ${low} to ${high}`;
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

function levelsOf({ levels, counts, other, rows, nulls }: LevelSketch, { kind, ...spec }: ColumnSpec): string {
  const spelt = (level: string): string => (kind === 'bool' ? (spec[level as 'true' | 'false'] ?? level) : level);
  const first = levels.slice(0, MOST_LEVELS).map((level, i) => `${short(spelt(level))} ${percent(counts[i] / (rows - nulls || 1))}`);
  const rest = levels.length - first.length;
  return first.join(', ') + (rest > 0 || other > 0 ? ` and ${other > 0 ? 'many' : rest} more` : '');
}

const missingOf = (sketch: NamedSketch | undefined): string =>
  !sketch || sketch.kind === 'skipped' ? '–' : sketch.nulls === 0 ? 'none' : percent(sketch.nulls / (sketch.rows || 1));
