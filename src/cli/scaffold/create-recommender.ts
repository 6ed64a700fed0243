import { resolve } from 'node:path';
import { MillwrightError, mwError } from '../../core/index.js';
import { openEngine, readColumns, sniffFile, type Sniffed } from '../../data/index.js';
import { dataPathFrom, modelNamed, type CreatedProject, type CreateRun } from './create-project.js';
import { RECOMMENDS } from './plain-files.js';
import { recommenderFile } from './recommender-file.js';
import { refuseTaken, writeFiles } from './write-project.js';

/** A project that recommends: the files, and the columns by name or by place (`#2`). */
export interface NewRecommender {
  readonly dir: string;
  /** The file of events. */
  readonly from: string;
  readonly user: string;
  readonly item: string;
  readonly time: string;
  readonly event?: string;
  /** The file of items. */
  readonly items?: string;
  /** The file of users. */
  readonly users?: string;
  readonly name?: string;
}

/** A table of items, or of users: the column that names them, and what the file holds. */
export interface CreatedTable {
  readonly id: string;
  readonly rows: number;
  readonly schema: CreatedProject['schema'];
}

/** What `new --task recommend` made. */
export interface CreatedRecommender extends Pick<
  CreatedProject,
  'project' | 'model' | 'file' | 'rows' | 'format' | 'csv' | 'notes' | 'schema'
> {
  readonly task: 'recommend';
  readonly target: null;
  readonly columns: { readonly user: string; readonly item: string; readonly time: string; readonly event?: string };
  /** The column of the items' file that names them, and what that file holds; absent without one. */
  readonly items?: CreatedTable;
  /** The same of the users' file. */
  readonly users?: CreatedTable;
}

/** Sniffs the files of events and items and writes a project that recommends: the work of `millwright new --task recommend`. */
export async function createRecommenderProject(wish: NewRecommender, run: CreateRun): Promise<CreatedRecommender> {
  const project = resolve(wish.dir);
  const model = modelNamed(wish.name, project);
  await refuseTaken(project);
  run.progress('reading the data');
  await using engine = await openEngine();
  const from = resolve(wish.from);
  const events = await sniffFile(engine, from, { id: [wish.user, wish.item], time: wish.time, signal: run.signal }).catch(
    (error: unknown) => {
      throw ofRole(error, wish);
    },
  );
  const named = (column: string): string => nameIn(events, column);
  const columns = {
    user: named(wish.user),
    item: named(wish.item),
    time: named(wish.time),
    ...(wish.event === undefined ? {} : { event: eventColumn(events, wish.event) }),
  };
  checkApart(columns);
  const items = wish.items === undefined ? undefined : await tableFile(engine, resolve(wish.items), columns.item, run);
  const users = wish.users === undefined ? undefined : await tableFile(engine, resolve(wish.users), columns.user, run);
  const types = columns.event === undefined ? [] : await levelsOf(from, columns.event, run);
  run.progress('writing the project');
  const program = recommenderFile({
    name: model,
    events,
    eventsPath: dataPathFrom(project, from),
    columns,
    types,
    ...(items ? { items: { ...items, path: dataPathFrom(project, resolve(wish.items!)) } } : {}),
    ...(users ? { users: { ...users, path: dataPathFrom(project, resolve(wish.users!)) } } : {}),
  });
  await writeFiles(project, model, program, RECOMMENDS);
  const { rows, format, csv, notes } = events;
  return {
    project,
    model,
    file: `models/${model}.ts`,
    task: 'recommend',
    target: null,
    rows,
    format,
    ...(csv ? { csv } : {}),
    notes: [...notes, ...(items?.sniffed.notes ?? []), ...(users?.sniffed.notes ?? [])].filter((note) => !OF_FEATURES.test(note)),
    schema: schemaOf(events),
    columns,
    ...(items ? { items: tableOf(items) } : {}),
    ...(users ? { users: tableOf(users) } : {}),
  };
}

/** Notes about what is no feature: a recommender has none. */
const OF_FEATURES = /will not be learned from/;

const schemaOf = ({ columns }: Sniffed): CreatedProject['schema'] => columns.map(({ kind, ...column }) => ({ ...column, type: kind }));

/** A column that there is not, by the option that asked for it. */
function ofRole(error: unknown, wish: NewRecommender): unknown {
  if (!(error instanceof MillwrightError) || error.code !== 'MW_DATA_COLUMN_UNKNOWN') return error;
  const params = error.params as Parameters<typeof mwError<'MW_DATA_COLUMN_UNKNOWN'>>[1];
  const role = (['user', 'item', 'time'] as const).find((one) => wish[one] === params.column);
  return role === undefined ? error : mwError('MW_DATA_COLUMN_UNKNOWN', { ...params, option: `--${role}` }, { where: `--${role}` });
}

/** One column cannot say two things of an event. */
function checkApart(columns: Readonly<Record<string, string>>): void {
  const roles = Object.entries(columns);
  roles.forEach(([role, column], i) => {
    const other = roles.slice(0, i).find(([, earlier]) => earlier === column);
    if (other) throw mwError('MW_DATA_COLUMN_TWICE', { column, options: [`the ${other[0]}`, `the ${role}`] }, { where: column });
  });
}

/** `#2` counts the columns from the left. The sniffer has found it already. */
function nameIn({ columns }: Sniffed, wish: string): string {
  const names = columns.map(({ name }) => name);
  return names.includes(wish) ? wish : names[Number(wish.slice(1)) - 1];
}

function eventColumn(events: Sniffed, wish: string): string {
  const name = nameIn(events, wish);
  if (name !== undefined) return name;
  throw mwError('MW_CLI_OPTION_VALUE', {
    command: 'new',
    option: '--event',
    due: `one of ${events.columns.map((c) => c.name).join(', ')}`,
    got: `"${wish}"`,
  });
}

const tableOf = ({ id, sniffed }: { readonly id: string; readonly sniffed: Sniffed }): CreatedTable => ({
  id,
  rows: sniffed.rows,
  schema: schemaOf(sniffed),
});

/** A table of items or users: its id is the column of the events' name for one, else the first that tells its rows apart. */
async function tableFile(
  engine: Parameters<typeof sniffFile>[0],
  path: string,
  named: string,
  run: CreateRun,
): Promise<{ readonly sniffed: Sniffed; readonly id: string }> {
  const first = await sniffFile(engine, path, { signal: run.signal });
  const own = first.columns.find(({ name }) => name === named) ?? first.columns.find(({ role }) => role === 'id') ?? first.columns[0];
  return { sniffed: await sniffFile(engine, path, { id: own.name, signal: run.signal }), id: own.name };
}

/** Most types of events that the program weighs one by one. */
const MOST_TYPES = 20;

async function levelsOf(path: string, event: string, run: CreateRun): Promise<readonly string[]> {
  const { columns } = await readColumns(path, { event: { column: event, as: 'text', option: '--event' } }, { signal: run.signal });
  const levels = [...new Set(columns.event.values as readonly (string | null)[])].filter((level) => level !== null).toSorted();
  return levels.length > MOST_TYPES ? [] : levels;
}
