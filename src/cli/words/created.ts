import { count } from '../../core/index.js';
import type { CreatedProject, CreatedRecommender } from '../scaffold/index.js';
import { textTable } from '../terminal/index.js';

/** What a model without a target does. */
const FINDS: Readonly<Record<string, string>> = { segment: 'groups rows into segments', outlier: 'says how odd each row is' };

/** What `new` says: what the data is taken for, column by column, and what to do next. */
export function createdText(created: CreatedProject, dir: string): string {
  const lines = created.schema.map((c) => [c.name, c.type, c.role === 'feature' ? '' : c.role, c.nullable ? 'may be empty' : '', c.reason]);
  const positive = created.positive === undefined ? '' : ` (the chance of "${created.positive}")`;
  return [
    created.task === 'uplift'
      ? `A model "${created.model}" of what the treatment changes of "${created.target}"${created.positive === undefined ? '' : ` = "${created.positive}"`}, row by row.`
      : created.target === null
        ? `A model "${created.model}" that ${FINDS[created.task]}.`
        : `A ${created.task} model "${created.model}" of "${created.target}"${positive}: ${created.taskReason ?? ''}`,
    `${count(created.rows, 'row')}, ${count(created.schema.length, 'column')}.`,
    '',
    ...textTable([{ title: 'column' }, { title: 'type' }, { title: 'role' }, { title: '' }, { title: 'why', most: 60 }], lines),
    ...(created.notes.length ? ['', ...created.notes] : []),
    '',
    `Next: cd ${dir} && npx millwright train     (the model is in ${created.file})`,
  ].join('\n');
}

const columnLines = (schema: CreatedRecommender['schema']): readonly string[] =>
  textTable(
    [{ title: 'column' }, { title: 'type' }, { title: '' }, { title: 'why', most: 60 }],
    schema.map((c) => [c.name, c.type, c.nullable ? 'may be empty' : '', c.reason]),
  );

/** What `new --task recommend` says: what the files are taken for, and what to do next. */
export function createdRecommenderText(created: CreatedRecommender, dir: string): string {
  const { user, item, time, event } = created.columns;
  return [
    `A recommender "${created.model}": "${user}" did something with "${item}" at "${time}"${event === undefined ? '' : `, and "${event}" says what`}.`,
    `${count(created.rows, 'event')}${created.items ? `, ${count(created.items.rows, 'item')} named by "${created.items.id}"` : ''}${created.users ? `, ${count(created.users.rows, 'user')} named by "${created.users.id}"` : ''}.`,
    '',
    ...columnLines(created.schema),
    ...(created.items ? ['', ...columnLines(created.items.schema)] : []),
    ...(created.users ? ['', ...columnLines(created.users.schema)] : []),
    ...(created.notes.length ? ['', ...created.notes] : []),
    '',
    `Next: cd ${dir} && npx millwright train     (the model is in ${created.file})`,
  ].join('\n');
}
