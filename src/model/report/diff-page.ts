import { resolve } from 'node:path';
import { gainsChart, shiftsChart } from '../../evaluate/index.js';
import { listPictures } from '../recommend/diff/pictures.js';
import { isOfLists, type AnyDiff } from '../use/diff/any.js';
import type { Diff } from '../use/diff/diff.js';
import { diffStory } from './diff-story.js';
import { html, raw, type Html } from './html.js';
import { page } from './page.js';
import { narrowChart, section, table } from './section.js';
import type { StoryTable } from './story-parts.js';
import { checkPage, writePage } from './write-page.js';

/** A comparison of two versions as one self-contained HTML page, for a meeting: the same words as in the terminal, with pictures. */
export function diffHtml(diff: AnyDiff): string {
  const { verdict, sentences, tables } = diffStory(diff);
  const title = `${diff.a} and ${diff.b}`;
  return page(
    title,
    html`<header>
        <p class="kind">${title}, compared</p>
        <h1>${verdict}</h1>
      </header>
      ${
        sentences.length > 0 &&
        html`<ul>
          ${sentences.map((words) => html`<li>${words}</li>`)}
        </ul>`
      }
      ${isOfLists(diff) ? listPictures(diff) : pictures(diff)}${tables.map(tablePart)}`,
  );
}

/** Writes the page. Throws `MW_CLI_OUTPUT_FORMAT` for a file whose name does not end as a page's does. */
export async function writeDiff(diff: AnyDiff, out: string): Promise<void> {
  checkPage(out);
  await writePage(resolve(out), diffHtml(diff));
}

function pictures({ same, gain, slices = [], importance, money }: Diff): readonly Html[] {
  if (same) return [];
  const parts = slices.map((s) => ({ name: s.name, ...s.gain }));
  const shifts = importance.map(({ feature, a, b }) => ({ name: feature, shift: (b ?? 0) - (a ?? 0) }));
  return [
    ...(gain && parts.length > 0
      ? [
          narrowChart(
            raw(
              gainsChart([{ name: 'all rows', value: gain.value, low: gain.low, high: gain.high }, ...parts], gain.metric, money?.currency),
            ),
            'Where a whole interval lies right of 0, the new version is better beyond chance; left of 0, worse.',
          ),
        ]
      : []),
    ...(shifts.length > 0
      ? [
          narrowChart(
            raw(shiftsChart(shifts)),
            `${shifts[0].name} changed most: its share of all that moves the answers went ${shifts[0].shift > 0 ? 'up' : 'down'}.`,
          ),
        ]
      : []),
  ];
}

const tablePart = ({ about, heads, lines, texts }: StoryTable): Html =>
  section(texts ? 'changes' : about.replaceAll(' ', '-'), TITLES[about] ?? about, table(heads, lines));

const TITLES: Readonly<Record<string, string>> = {
  metrics: 'How good they are',
  'answers that change': 'Whose answer changes',
  slices: 'In parts of the rows',
  segments: 'For whom, and for what',
  items: 'Items that gain and lose places',
  users: 'Whose lists change',
  importance: 'What matters',
  changed: 'What is different in them',
};
