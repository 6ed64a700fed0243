import { takeRows } from '../../../core/index.js';
import { histogram, unitsOfGroups } from '../../../evaluate/index.js';
import type { TargetlessDefinition } from '../../../features/index.js';
import { amountsIn, type Decision, type RowAmounts } from '../../decide/index.js';
import type { FoundUplift } from '../../found/index.js';
import { pick } from '../../rows.js';
import { judgeUplift } from '../../use/judge-uplift.js';
import { amountNotes, limitNotes, settledOnRows } from '../decision.js';
import type { Warning } from '../../probes/index.js';
import type { PreparedRows } from '../prepare.js';
import type { Training } from '../training.js';
import { chooseUplift } from './choose-uplift.js';
import type { EncodedMatrix } from './encode-in-memory.js';
import type { Finder } from './finder.js';
import { fitOnRows, marginsIn } from './fit-on-rows.js';
import { unevenArms } from './uneven-arms.js';

const BINS = 30;

/** Whom a treatment helps: candidates are ranked on folds, the chosen one is judged on the holdout, in money where that is declared. */
export const upliftFinder: Finder<'uplift'> = {
  choose: chooseUplift,
  judge: async (training, chosen, x, split, reigning) => {
    const { trial, weights, groups }: PreparedRows = training.prepared;
    const fitted = await fitOnRows(training, x, split.train, chosen, `fitting ${chosen.learner.name}`);
    const tested = takeRows(x, split.test);
    const scores = marginsIn(fitted, tested);
    const units = groups && unitsOfGroups(pick(groups, split.test));
    const [y, treated] = [pick(trial!.y, split.test), pick(trial!.treated, split.test)];
    const decided = await decidedOn(training, split.test, scores);
    const judged = judgeUplift({
      y,
      treated,
      uplift: scores,
      expected: fitted.arms!(tested),
      assignment: assignmentOf(training),
      seed: training.plan.seed,
      ...(weights ? { weights: pick(weights, split.test) } : {}),
      ...(units ? { units } : {}),
      ...(decided ? { deciding: decided } : {}),
    });
    const { qini, auuc, effect } = judged.evaluation;
    return {
      metrics: { qini, auuc },
      baseline: { qini: 0, auuc: effect.value / 2 },
      judged: { ...judged, ...(decided ? { decide: decided.decide, notes: decided.notes } : {}) },
      scores,
      y,
      treated,
      ...(units ? { unit: units } : {}),
      ...(reigning ? { incumbent: reigning.champion.margins(takeRows(reigning.x, split.test)) } : {}),
    };
  },
  describe: async (training, encoded, fitted, { judged }) => {
    const { evaluation, targeting, decide, notes = [] } = judged!;
    const found: FoundUplift = {
      kind: 'uplift',
      arms: armsOf(training),
      evaluation,
      ...(targeting ? { targeting } : {}),
      uplifts: histogram(marginsIn(fitted, encoded.serving), BINS),
    };
    return {
      labels: [],
      found,
      notes: [...notes, ...assignmentNotes(training)],
      warnings: suspicions(training, encoded),
      ...(decide ? { decide } : {}),
    };
  },
};

const assignmentOf = ({ model }: Training<'uplift'>) => (model.problem as TargetlessDefinition).trial!.assignment;

/** Where a lot decided, the arms are alike before the treatment. Rows of a group resemble one another, so that groups may differ by chance. */
function suspicions(training: Training<'uplift'>, { serving, features }: EncodedMatrix): readonly Warning[] {
  const { trial, groups }: PreparedRows = training.prepared;
  return assignmentOf(training) === 'chance' && !groups ? unevenArms(serving, features, trial!.treated) : [];
}

interface DecidedOn {
  readonly decide: Decision;
  readonly amounts: RowAmounts;
  readonly notes: readonly string[];
}

/** How rows are decided about: what treating is worth, of some of the rows, and where a limit ends for rows that come alone. */
async function decidedOn(training: Training<'uplift'>, rows: Int32Array, scores: Float64Array): Promise<DecidedOn | undefined> {
  const { decide } = training.model;
  if (!decide) return undefined;
  const { engine, relation }: PreparedRows = training.prepared;
  const all = await amountsIn(engine, relation, decide);
  const { amounts, decision, settled } = settledOnRows(training, all, rows, scores);
  return { decide: decision, amounts, notes: [...amountNotes(all, 'uplift'), ...limitNotes(settled, rows.length)] };
}

function armsOf(training: Training<'uplift'>): FoundUplift['arms'] {
  const { trial }: PreparedRows = training.prepared;
  const { arms, treated, y } = trial!;
  const armOf = (mark: 0 | 1): FoundUplift['arms'][number] => {
    const own = y.filter((_, row) => treated[row] === mark);
    return { name: arms[mark], rows: own.length, mean: own.reduce((sum, value) => sum + value, 0) / own.length };
  };
  return [armOf(0), armOf(1)];
}

/** What the figures rest on where no lot decided about the treatment. */
function assignmentNotes(training: Training<'uplift'>): readonly string[] {
  if (assignmentOf(training) === 'chance') return [];
  return [
    'No lot decided who was treated: the chance of each row is estimated from its features. If anything else had a say in it, the effects are wrong, and no figure shows it. Qini and groups compare the arms as they are.',
  ];
}
