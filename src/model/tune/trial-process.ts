import { costOf, learnerNamed, resolveParams, type Learner, type Predictor, type TrainingSet } from '../../learn/index.js';
import { openFolds, type Fold, type FoldsHead } from './fold-files.js';
import type { FromTrialProcess, Step, ToTrialProcess } from './messages.js';

type Next = Extract<ToTrialProcess, { kind: 'go on' }>;
type Order = Extract<ToTrialProcess, { kind: 'run' }>;

// A process of its own that fits and predicts the folds of one trial after the other: a trial that crashes or never ends takes nothing
// with it. It ends when the process that leads the study is gone.
process.once('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

const tell = (message: FromTrialProcess): Promise<void> => new Promise((sent) => void process.send!(message, () => sent()));
const { head, fold } = openFolds(process.argv[2]);
let answer: ((next: Next) => void) | undefined;

process.on('message', (message: ToTrialProcess) => {
  if (message.kind === 'go on') answer?.(message);
  else void run(message).catch((error: unknown) => tell({ kind: 'failed', reason: reasonOf(error) }));
});
void tell({ kind: 'ready' });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function run(order: Order): Promise<void> {
  let values: readonly number[] | undefined;
  for (let i = 0; i < head.folds; i++) {
    const began = performance.now();
    const step = await stepOf(head, withFeatures(fold(order.encoding, i), order.keptFeatures), order, values);
    const heard = new Promise<Next>((resolve) => (answer = resolve));
    await tell({ kind: 'step', fold: i, ...step, seconds: (performance.now() - began) / 1000 });
    const next = await heard;
    if (!next.yes) break;
    values = next.values;
  }
  await tell({ kind: 'done' });
}

/** The fold with as many of its features, those that say most. */
function withFeatures({ training, tested, ranks }: Fold, most: number | undefined): Fold {
  if (most === undefined || !ranks) return { training, tested };
  const some = ({ x, ...rest }: TrainingSet): TrainingSet => ({
    ...rest,
    x: { rows: x.rows, columns: x.columns.filter((_, column) => ranks[column] < most) },
  });
  return { training: some(training), tested: some(tested) };
}

async function stepOf(
  { task, classes, seed }: FoldsHead,
  { training, tested }: Fold,
  { learner: name, params, path }: Order,
  values: readonly number[] | undefined,
): Promise<Omit<Step, 'seconds'>> {
  const learner = learnerNamed(name) as Learner;
  const input = { task, classes, ...training };
  const fitRun = { params: resolveParams(name, learner.params, params), seed, threads: 1, signal: new AbortController().signal };
  if (path) {
    const { predictor, ...fitted } = await learner.path!.fit(input, fitRun, tested, values);
    return { ...fitted, ...told(name, predictor) };
  }
  const predictor = await learner.fit(input, fitRun);
  const margins = new Float64Array(tested.y.length * predictor.outputs);
  predictor.predict(tested.x, margins);
  return { margins, ...told(name, predictor) };
}

const told = (learner: string, predictor: Predictor): Pick<Step, 'cost' | 'explains'> => ({
  cost: costOf(learner, predictor.toParts()),
  explains: predictor.contributions !== undefined,
});
