import { given, mwError } from '../../core/index.js';
import type { TrainOptions, TuningOptions } from '../../model/index.js';
import type { Call, Command } from '../command.js';
import { LEARNERS, RECOMMENDERS, SAMPLERS } from '../method-names.js';
import { bytesOption, durationOption, jsonOption, latencyOption, numberOption, textOption, wordOption, wrongValue } from '../parse.js';
import { modelArgument, openCall } from '../project.js';
import { spaceOption } from '../space-option.js';
import { trainedText } from '../words/trained.js';

const CALIBRATIONS = ['auto', 'none', 'platt', 'temperature', 'beta', 'isotonic'] as const;

/** Trials of a search whose end is not said. */
const TRIALS = 50;

export const trainCommand: Command = {
  name: 'train',
  summary: 'Fits the model, judges it on rows that it never saw, and registers a version.',
  args: [modelArgument('defined in models/; may be left out when there is only one')],
  options: [
    {
      name: 'learner',
      value: 'L',
      doc: `One learner (${LEARNERS.join(', ')}) instead of comparing linear and gbdt by cross-validation (for an uplift, three methods over each); of a recommender one method (${RECOMMENDERS.join(', ')}) instead of comparing several.`,
    },
    { name: 'params', value: 'JSON', doc: 'Parameters of that learner, such as \'{"trees": 300}\'.' },
    {
      name: 'metric',
      value: 'M',
      doc: 'The metric that chooses: auc, log_loss, rmse …; money, where the model says what acting costs and brings.',
    },
    { name: 'seed', value: 'N', doc: "Seed of every random choice (default 7, or the model's own)." },
    {
      name: 'until',
      value: 'DATE',
      doc: 'Of a recommender: learn as if it were then (2026-08-01, or with a time in UTC), so that later lists and events can judge it.',
    },
    {
      name: 'coverage',
      value: 'SHARE',
      doc: 'Predictions come with intervals, or sets of labels, that hold the truth in this share of all rows: 0.9.',
    },
    {
      name: 'calibration',
      value: 'HOW',
      doc: `How probabilities are made honest: ${CALIBRATIONS.join(', ')} (default auto: platt or temperature, in part, where it pays).`,
    },
    { name: 'budget', value: 'TIME', doc: 'Search for the best learner and settings for about this long in all: 60s, 15m, 2h.' },
    {
      name: 'trials',
      value: 'N',
      doc: `The same with this many trials (${TRIALS} where another option of the search is given). The same command goes on where one was interrupted.`,
    },
    { name: 'sampler', value: 'S', doc: `How the search picks its trials: ${SAMPLERS.join(', ')} (default tpe).` },
    {
      name: 'pruner',
      value: 'P',
      doc: 'When the search gives up on a trial: median, halving, hyperband or none (default with a budget: halving, or median for few rows).',
    },
    { name: 'max-latency', value: 'TIME', doc: 'Longest time that the model found may take for one row, features included: 500us, 1ms.' },
    { name: 'max-size', value: 'SIZE', doc: 'Largest size of the model found: 200kb, 5mb.' },
    {
      name: 'prefer',
      value: 'HOW',
      doc: 'simple (default): what costs more must be better by more than a standard error; best: the lowest loss, blended where that lowers it.',
    },
    {
      name: 'objectives',
      value: 'LIST',
      doc: 'What trials are to be low in beside the metric: latency, size or both. The search spreads over the trade-offs, and the leaderboard marks those that nothing beats.',
    },
    {
      name: 'space',
      value: 'RANGES',
      doc: "What the search tries, by learner, and how features are made: 'gbdt.leaves=8..64 features.categories=oneHot|targetMean', or the same as JSON.",
    },
    { name: 'no-warm-start', doc: 'Search without the best settings of earlier searches of the model on other data.' },
    { name: 'learning-curve', doc: 'Say whether more data would help, and how much of the error is noise (about two more fits).' },
    {
      name: 'threads',
      value: 'N',
      doc: 'Most threads of the data engine and of the learner (default: what the machine offers); results do not depend on it.',
    },
    { name: 'memory', value: 'SIZE', doc: 'Memory of the run, such as 2gb: rows beyond it stay on disk (default: what the machine has).' },
  ],
  example: 'millwright train churn --learner gbdt --params \'{"trees": 300, "learningRate": 0.05}\'',
  run: async (call) => {
    const tuning = tuningOf(call);
    const threads = numberOption('train', call.options, 'threads', { low: 1, high: 256, whole: true });
    const seed = numberOption('train', call.options, 'seed', { low: 0, high: Number.MAX_SAFE_INTEGER, whole: true });
    const coverage = numberOption('train', call.options, 'coverage', { low: 0.01, high: 0.999 });
    const calibration = wordOption('train', call.options, 'calibration', CALIBRATIONS);
    const memory = bytesOption('train', call.options, 'memory', '256mb');
    const params = jsonOption(call.options, 'params', '{"trees": 200}');
    const { learner, metric } = call.options as Record<string, string | undefined>;
    const { train, trainRecommender } = await import('../../model/index.js');
    await using open = await openCall(call);
    const model = await open.definition(call.args[0]);
    if (model.kind === 'millwright-recommender') {
      refuseForRecommender(call);
      const { trainedRecommenderText } = await import('../words/recommender.js');
      const search = tuning && { ...given({ trials: tuning.trials, budgetMs: tuning.budgetMs, sampler: tuning.sampler }) };
      const version = await trainRecommender(model, {
        ...open.run,
        ...given({ threads, seed, metric, learner, params: params as never, tuning: search, until: await untilOf(call) }),
        ...(search ? { ...stopOf(call), trialEnded: call.log } : {}),
      });
      return { json: version, text: trainedRecommenderText(version, call.look), interrupted: version.study?.ended === 'stopped' };
    }
    if (call.options['until'] !== undefined) throw wrongValue('train', '--until', `left out: ${model.name} is no recommender`);
    const stop = tuning ? stopOf(call) : {};
    const version = await train(model, {
      ...open.run,
      ...stop,
      ...(threads === undefined ? {} : { threads }),
      ...(memory === undefined ? {} : { memoryMb: memory / 2 ** 20 }),
      ...(seed === undefined ? {} : { seed }),
      ...(coverage === undefined ? {} : { coverage }),
      ...(calibration === undefined ? {} : { calibration }),
      ...(metric === undefined ? {} : { metric }),
      ...(learner === undefined ? {} : { learner }),
      ...(params === undefined ? {} : { params: params as never }),
      ...(call.options['learning-curve'] === true ? { learningCurve: true } : {}),
      ...(tuning ? { tuning, trialEnded: call.log } : {}),
    });
    return { json: version, text: trainedText(version, call.look), interrupted: version.study?.ended === 'stopped' };
  },
};

/** What a recommender is trained with. */
const OF_RECOMMENDERS = ['learner', 'params', 'metric', 'seed', 'threads', 'trials', 'budget', 'sampler', 'until'];

/** Options that say nothing of a recommender: better to hear so than to wonder. */
function refuseForRecommender({ options }: Call): void {
  for (const { name } of trainCommand.options)
    if (options[name] !== undefined && !OF_RECOMMENDERS.includes(name))
      throw mwError('MW_CLI_OPTION_RECOMMENDER', {
        command: 'train',
        option: `--${name}`,
        takes: OF_RECOMMENDERS.map((one) => `--${one}`),
      });
}

/** The moment of --until. */
async function untilOf({ options }: Call): Promise<number | undefined> {
  const text = textOption(options, 'until');
  if (text === undefined) return undefined;
  const { parseTime } = await import('../../expr/index.js');
  const at = parseTime(text);
  if (Number.isNaN(at)) throw wrongValue('train', '--until', 'a date such as 2026-08-01', text);
  return at;
}

/** What to search with; undefined when no search is asked for. */
function tuningOf(call: Call): TuningOptions | undefined {
  const trials = numberOption('train', call.options, 'trials', { low: 1, high: 1_000_000, whole: true });
  const budgetMs = durationOption('train', call.options, 'budget', { most: '30d' });
  const maxLatencyMs = latencyOption('train', call.options, 'max-latency');
  const maxBytes = bytesOption('train', call.options, 'max-size', '1kb');
  const prefer = wordOption('train', call.options, 'prefer', ['simple', 'best']);
  const { sampler, pruner } = call.options as Record<string, string | undefined>;
  const space = spaceOption('train', call.options, 'space');
  const objectives = textOption(call.options, 'objectives')
    ?.split(',')
    .map((name) => name.trim());
  const isCold = call.options['no-warm-start'] === true || undefined;
  const asked = [trials, budgetMs, sampler, pruner, maxLatencyMs, maxBytes, prefer, space, objectives, isCold];
  if (asked.every((one) => one === undefined)) return undefined;
  if (trials === undefined && budgetMs === undefined) call.say(`searching: ${TRIALS} trials; --trials or --budget says how far.`);
  return {
    ...(trials === undefined ? {} : { trials }),
    ...(budgetMs === undefined ? {} : { budgetMs }),
    ...(trials === undefined && budgetMs === undefined ? { trials: TRIALS } : {}),
    ...(sampler === undefined ? {} : { sampler }),
    ...(pruner === undefined ? {} : { pruner }),
    ...(maxLatencyMs === undefined ? {} : { maxLatencyMs }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(prefer === undefined ? {} : { prefer }),
    ...(space === undefined ? {} : { space: space as never }),
    ...(objectives === undefined ? {} : { objectives: objectives as never }),
    ...(isCold ? { warmStart: false } : {}),
  };
}

/** Ctrl-C ends a search with the best that it has found; a second one ends the process at once. */
function stopOf({ signal, say }: Call): Pick<TrainOptions, 'stop' | 'signal' | 'found'> {
  return {
    signal: new AbortController().signal,
    stop: signal,
    found: () => signal.addEventListener('abort', () => say(STOPPING), { once: true }),
  };
}

const STOPPING =
  'stopping the search: the best model so far is registered, and the same command goes on with the study. Ctrl-C again ends at once.';
