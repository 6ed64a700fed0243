import type { Sniffed } from '../../data/index.js';
import { keyLiteral, textLiteral } from './literal.js';
import { readerOf, tableLines } from './model-file.js';

/** A table beside the events. */
export interface ProgramTable {
  readonly sniffed: Sniffed;
  readonly path: string;
  readonly id: string;
}

/** What the program of a recommender tells. */
export interface RecommenderProgram {
  readonly name: string;
  readonly events: Sniffed;
  readonly eventsPath: string;
  readonly columns: { readonly user: string; readonly item: string; readonly time: string; readonly event?: string };
  /** The types of events in the data; none where they are not told apart, or are too many. */
  readonly types: readonly string[];
  readonly items?: ProgramTable;
  readonly users?: ProgramTable;
}

/** The program of a new project that recommends: its events and items with their types, and what an event counts. */
export function recommenderFile({ name, events, eventsPath, columns, types, items, users }: RecommenderProgram): string {
  const readers = [...new Set([readerOf(events), ...[items, users].flatMap((one) => (one ? [readerOf(one.sniffed)] : []))])];
  const title = items && titleOf(items.sniffed, items.id);
  const eventId = events.columns.find(({ name, role }) => role === 'id' && !Object.values(columns).includes(name))?.name;
  return [
    `import { ${[...readers, 'recommender', 't'].join(', ')} } from 'millwright';`,
    '',
    ...tableLines('events', keyed(events, [columns.user, columns.item]), eventsPath),
    '',
    ...(items ? [...tableLines('items', keyed(items.sniffed, [items.id]), items.path), ''] : []),
    ...(users ? [...tableLines('users', keyed(users.sniffed, [users.id]), users.path), ''] : []),
    ...NOTES,
    `export default recommender(${textLiteral(name)}, {`,
    '  events,',
    ...Object.entries(columns).map(([role, column]) => `  ${role}: ${textLiteral(column)},`),
    ...(eventId === undefined ? [] : [`  id: ${textLiteral(eventId)},`]),
    ...(types.length > 0 ? [`  weights: { ${types.map((type) => `${keyLiteral(type)}: ${weightOf(type)}`).join(', ')} },`] : []),
    ...(types.length > 0 ? [`  taken: [${takenOf(types).map(textLiteral).join(', ')}],`] : []),
    ...(items
      ? [`  items: { table: items, id: ${textLiteral(items.id)}${title === undefined ? '' : `, title: ${textLiteral(title)}`} },`]
      : []),
    ...(users ? [`  users: { table: users, id: ${textLiteral(users.id)} },`] : []),
    '});',
    '',
  ].join('\n');
}

const NOTES = [
  '// Lists are learned from who did what with which items. What a user has taken is not recommended again; repeat: true changes that.',
  "// Several methods are compared; to fix one, import { ease } from 'millwright' and add learner: ease().",
];

/** Users and items are names, whatever their cells look like. */
const keyed = (sniffed: Sniffed, ids: readonly string[]): Sniffed => ({
  ...sniffed,
  columns: sniffed.columns.map((column) => (ids.includes(column.name) ? { ...column, kind: 'id', role: 'id' } : column)),
});

const PURCHASES = /^(purchase|purchased|buy|bought|order|ordered|transaction|checkout|sale)$/i;
const CARTS = /cart|basket|wish|favou?rite|like/i;

/** Something taken back says nothing for an item. */
const UNDONE = /return|refund|cancel|remove|delete|dislike|unlike/i;

/** What an event says of a taste, as far as its name tells: a start, to be changed. */
const weightOf = (type: string): number => (UNDONE.test(type) ? 0 : PURCHASES.test(type) ? 5 : CARTS.test(type) ? 3 : 1);

/** The types that end the wish for an item; of types without a purchase all. */
function takenOf(types: readonly string[]): readonly string[] {
  const ends = types.filter((type) => PURCHASES.test(type));
  return ends.length > 0 ? ends : types.filter((type) => !UNDONE.test(type));
}

const TITLES = ['title', 'name', 'item_name', 'product_name', 'product'];

const titleOf = ({ columns }: Sniffed, id: string): string | undefined =>
  columns.find(({ name, kind }) => name !== id && TITLES.includes(name.toLowerCase()) && ['text', 'category', 'id'].includes(kind))?.name;
