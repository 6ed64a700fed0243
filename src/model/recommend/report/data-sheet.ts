import { count } from '../../../core/index.js';
import { html, type Html } from '../../report/html.js';
import { section, table } from '../../report/section.js';
import type { RegisteredRecommender } from '../open.js';

/** What it learned from: events, columns and rules, with what was left out and noted. */
export function dataSection({ content, record }: RegisteredRecommender): Html {
  const { rows, users, items, period, quality, notes, live } = record;
  const { columns, weights, taken, repeat } = content;
  const facts: (readonly [string, string])[] = [
    [
      'events',
      `${(rows.train + rows.holdout).toLocaleString('en')} of ${count(users.all, 'user')} with ${count(items.all, 'item')}, ${period.from.slice(0, 10)} to ${period.to.slice(0, 10)}`,
    ],
    ...(live > 0 ? ([['of them', `${live.toLocaleString('en')} as the server took them`]] as const) : []),
    [
      'columns',
      [
        `who: ${columns.user}`,
        `with what: ${columns.item}`,
        `when: ${columns.time}`,
        ...(columns.event === undefined ? [] : [`what: ${columns.event}`]),
      ].join(', '),
    ],
    ...(Object.keys(weights).length > 0 ? ([['what counts', Object.entries(weights).map(([type, weight]) => `${type} ${weight}`).join(', ')]] as const) : []), // prettier-ignore
    [
      'not recommended again',
      repeat
        ? 'nothing: what was taken may be wanted again'
        : taken.length > 0
          ? `what a user did this with: ${taken.join(', ')}`
          : 'whatever a user did something with',
    ],
    ...(rows.quarantined > 0 ? ([['in quarantine', count(rows.quarantined, 'row')]] as const) : []),
    ...quality.rules.map(({ rule, failed }) => [`rule "${rule}"`, failed === 0 ? 'kept' : `broken by ${count(failed, 'row')}`] as const),
  ];
  return section(
    'data',
    'What it learned from',
    table(['', ''], facts.map(([name, value]) => [name, value])), // prettier-ignore
    notes.length > 0 &&
      html`<ul>
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>`,
  );
}
