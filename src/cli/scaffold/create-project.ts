import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { hasTarget, mwError, tasks, type AnyTask, type Progress } from '../../core/index.js';
import { openEngine, sniffFile, type Sniffed, type SniffedColumn } from '../../data/index.js';
import { refuseTaken, writeProject } from './write-project.js';

export interface NewProject {
  readonly dir: string;
  /** The file of data. */
  readonly from: string;
  /** A column, by name or by place (`#7`); due unless the task has no target. */
  readonly target?: string;
  /** The column that tells who was treated: then the target is the outcome, and the model is one of effects. */
  readonly treatment?: string;
  readonly name?: string;
  readonly task?: string;
  readonly positive?: string;
  readonly id?: string;
  readonly time?: string;
  readonly group?: string;
  readonly weight?: string;
  readonly protected?: readonly string[];
}

export interface CreateRun {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** A line of words for people. */
  readonly say: (line: string) => void;
}

/** What `new` made. */
export interface CreatedProject extends Pick<Sniffed, 'rows' | 'format' | 'csv' | 'notes' | 'taskReason' | 'positive' | 'classes'> {
  /** The project's folder, absolute. */
  readonly project: string;
  readonly model: string;
  readonly file: string;
  readonly task: AnyTask;
  /** null for a task without a target. */
  readonly target: string | null;
  readonly schema: readonly (Omit<SniffedColumn, 'kind'> & { readonly type: SniffedColumn['kind'] })[];
}

/**
 * Sniffs a file and writes a project that predicts one of its columns: the work of `millwright new`.
 * Throws what sniffing and writing throw, and `MW_CLI_OPTION_VALUE` for a task or a name that is none.
 */
export async function createProject(wish: NewProject, run: CreateRun): Promise<CreatedProject> {
  const project = resolve(wish.dir);
  const task = taskWished(wish);
  const model = modelNamed(wish.name, project);
  await refuseTaken(project);
  run.progress('reading the data');
  await using engine = await openEngine();
  const { name: _name, dir: _dir, from, task: _task, ...columns } = wish;
  const ofTarget = task !== undefined && hasTarget(task) ? { task } : {};
  const sniffed = await sniffFile(engine, resolve(from), { ...columns, ...ofTarget, signal: run.signal });
  run.progress('writing the project');
  const known = task ?? sniffed.task!;
  await writeProject(project, sniffed, { name: model, dataPath: dataPathFrom(project, resolve(from)), task: known });
  return created(project, model, known, sniffed);
}

/** The task that was asked for, if any. A target is due for those that have one or an outcome, and no column may be it for the others. */
function taskWished({ task: wished, target, treatment, positive }: NewProject): AnyTask | undefined {
  const known = Object.keys(tasks);
  if (wished !== undefined && !Object.hasOwn(tasks, wished))
    throw mwError('MW_CLI_OPTION_VALUE', { command: 'new', option: '--task', due: `one of ${known.join(', ')}`, got: `"${wished}"` });
  const task = treatment === undefined ? (wished as AnyTask | undefined) : 'uplift';
  if (treatment !== undefined && wished !== undefined && wished !== 'uplift')
    throw mwError('MW_CLI_OPTION_VALUE', {
      command: 'new',
      option: '--treatment',
      due: `no value here: ${wished} has none`,
      got: `"${treatment}"`,
    });
  const isTargetless = task !== undefined && task !== 'uplift' && !hasTarget(task);
  if (task === 'uplift' && treatment === undefined) throw missing('--treatment COLUMN');
  if (!isTargetless && target === undefined) throw missing('--target COLUMN');
  for (const [option, value] of Object.entries({ '--target': target, '--positive': positive }))
    if (isTargetless && value !== undefined)
      throw mwError('MW_CLI_OPTION_VALUE', { command: 'new', option, due: `no value here: ${task} has no target`, got: `"${value}"` });
  return task;
}

const missing = (what: string): Error =>
  mwError('MW_CLI_ARGUMENT_MISSING', {
    command: 'new',
    usage: 'millwright new DIR --from FILE (--target COLUMN [--treatment COLUMN] | --task segment|outlier)',
    missing: what,
  });

/** The name that was wished, else the folder's. Throws `MW_CLI_OPTION_VALUE` for one that cannot be a file's as well. */
export function modelNamed(wished: string | undefined, project: string): string {
  const model = wished ?? modelNameOf(basename(project));
  if (!isModelName(model))
    throw mwError('MW_CLI_OPTION_VALUE', {
      command: 'new',
      option: '--name',
      due: 'letters, digits, ".", "_" and "-", at most 100',
      got: `"${model}"`,
    });
  return model;
}

/** A model's name, which is its file's as well. */
const isModelName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) && !name.endsWith('.d');

function modelNameOf(folder: string): string {
  const plain = folder
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 100);
  return plain === '' ? 'model' : plain;
}

/** Relative where project and data lie near each other, so that both can be moved together; else absolute. */
export function dataPathFrom(project: string, from: string): string {
  const path = relative(project, from);
  const near = !isAbsolute(path) && path.split(sep).filter((part) => part === '..').length <= 2 && dirname(project) !== project;
  return (near ? path : from).split(sep).join('/');
}

function created(project: string, model: string, task: AnyTask, sniffed: Sniffed): CreatedProject {
  const { rows, format, csv, notes, taskReason, positive, classes } = sniffed;
  return {
    project,
    model,
    file: `models/${model}.ts`,
    task,
    target: sniffed.target ?? null,
    schema: sniffed.columns.map(({ kind, ...column }) => ({ ...column, type: kind })),
    rows,
    format,
    notes,
    ...(csv ? { csv } : {}),
    ...(taskReason === undefined ? {} : { taskReason }),
    ...(positive === undefined ? {} : { positive }),
    ...(classes === undefined ? {} : { classes }),
  };
}
