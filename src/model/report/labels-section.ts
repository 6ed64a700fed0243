import { percent, type Task } from '../../core/index.js';
import type { ModelContent } from '../content.js';
import type { ModelRecord } from '../record.js';
import type { DoubtfulLabel } from '../train/label-look.js';
import { html, type Html } from './html.js';
import { section, table } from './section.js';
import { figure } from './words.js';

/** Rows whose label surprises a model that did not learn from them: names and labels, nothing else of a row. */
export function labelsSection(content: ModelContent, { labels }: ModelRecord): Html | null {
  if (!labels || labels.suspects.length === 0) return null;
  const { suspects, found, rows, noise } = labels;
  const names = Object.keys(suspects[0].ids);
  const bound = noise
    ? html` If everything that the model is sure of were true, ${percent(noise.value)} of the labels (95% interval ${percent(noise.low)} to
      ${percent(noise.high)}) would be wrong. Read that as a bound: where chance decides over ${content.target}, most of them are right.`
    : null;
  return section(
    'labels',
    'Rows worth a second look',
    html`<p>
      Of ${rows.toLocaleString('en')} rows, the label of ${found.toLocaleString('en')} is far from what the model says, which did not learn
      from them.${found > suspects.length ? ` These ${suspects.length} surprise it most.` : ''} Some will be mistakes of the data, some rare
      events; only somebody who knows the rows can tell.${bound}
    </p>`,
    html`<details>
      <summary>The most surprising labels</summary>
      ${table(
        [...(names.length > 0 ? names : ['row']), content.target, 'the model says', DOUBT[content.task]],
        suspects.map((one) => line(one, names, content.task)),
      )}
    </details>`,
  );
}

const OF_CLASSES = 'its chance for the label';
const DOUBT: Readonly<Record<Task, string>> = { binary: OF_CLASSES, multiclass: OF_CLASSES, regression: 'deviations apart' };

function line({ row, ids, label, instead, doubt }: DoubtfulLabel, names: readonly string[], task: Task): readonly string[] {
  const named = names.length > 0 ? names.map((name) => ids[name] ?? '–') : [row.toLocaleString('en')];
  return [...named, shown(label), shown(instead), task === 'regression' ? figure(doubt) : percent(1 - doubt)];
}

const shown = (value: string | number): string => (typeof value === 'number' ? figure(value) : value);
