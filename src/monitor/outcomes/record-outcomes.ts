import { listed, mwError, type Clock } from '../../core/index.js';
import {
  addOutcomes,
  latestPrediction,
  predictionsById,
  storedText,
  type FoundPrediction,
  type OutcomeReport,
  type Store,
  type Tx,
} from '../../store/index.js';
import type { Outcome } from './outcome.js';
import { outcomeValue, type Labels } from './value.js';

/** The labels that a version answers with; `undefined` when that version is gone (its outcomes are then taken as they are). */
export type LabelsOf = (model: string, version: number) => Promise<Labels | undefined>;

/** What became of a list of reports. */
export interface RecordedOutcomes {
  /** Reports that belong to a prediction of the log; those that were known before are among them. */
  readonly joined: number;
  /** The ids and keys for which there is no prediction. */
  readonly unknown: readonly string[];
}

/** A report that cannot be true of its prediction. */
export interface OutcomeFault {
  /** Its place in the list. */
  readonly index: number;
  readonly reason: string;
}

/**
 * Takes reports of what became true, at any delay, in one durable change. Reporting the same again changes nothing; a later report about the same
 * prediction (by `at`, then by when it was received) counts in the place of the earlier one, which stays in the history.
 * All or nothing: when a value is not one of the model's labels, or no number for a regression, `MW_MONITOR_OUTCOME` names every such index.
 */
export async function recordOutcomes(
  store: Store,
  outcomes: readonly Outcome[],
  clock: Clock,
  labelsOf: LabelsOf,
): Promise<RecordedOutcomes> {
  const found = await store.read((tx) => findPredictions(tx, outcomes));
  const labels = await labelsOfAll(found, labelsOf);
  const faults: OutcomeFault[] = [];
  const reports: OutcomeReport[] = [];
  const unknown: string[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const prediction = found[index];
    const at = Number.isSafeInteger(outcome.at);
    if (!at) faults.push({ index, reason: `"at" must be a time, got ${String(outcome.at)}` });
    if (prediction === undefined) unknown.push('id' in outcome ? outcome.id : outcome.key);
    if (!at || prediction === undefined) continue;
    const known = labels.get(nameOf(prediction));
    const value = known ? outcomeValue(outcome.value, known) : unchecked(outcome.value);
    if (value === undefined) faults.push({ index, reason: reasonOf(outcome.value, known) });
    else reports.push({ prediction: prediction.id, value, at: outcome.at });
  }
  if (faults.length > 0) throw mwError('MW_MONITOR_OUTCOME', { faults }, { where: `outcomes[${faults[0].index}]` });
  if (reports.length > 0) await store.write((tx) => addToThere(tx, reports, clock()));
  return { joined: reports.length, unknown };
}

/** What was erased since it was looked up gets no outcome. */
async function addToThere(tx: Tx, reports: readonly OutcomeReport[], now: number): Promise<void> {
  const there = await predictionsById(tx, [...new Set(reports.map((report) => report.prediction))]);
  await addOutcomes(
    tx,
    reports.filter((report) => there.has(report.prediction)),
    now,
  );
}

async function findPredictions(tx: Tx, outcomes: readonly Outcome[]): Promise<readonly (FoundPrediction | undefined)[]> {
  const ids = outcomes.flatMap((outcome) => ('id' in outcome ? outcome.id : []));
  const byId = await predictionsById(tx, [...new Set(ids)]);
  const found: (FoundPrediction | undefined)[] = [];
  for (const outcome of outcomes)
    found.push(
      'id' in outcome
        ? byId.get(outcome.id)
        : await latestPrediction(tx, { subject: storedText(outcome.key), at: outcome.at, model: outcome.model }),
    );
  return found;
}

const nameOf = ({ model, version }: FoundPrediction): string => `${model}@${version}`;

async function labelsOfAll(
  found: readonly (FoundPrediction | undefined)[],
  labelsOf: LabelsOf,
): Promise<ReadonlyMap<string, Labels | undefined>> {
  const labels = new Map<string, Labels | undefined>();
  for (const prediction of found)
    if (prediction && !labels.has(nameOf(prediction))) labels.set(nameOf(prediction), await labelsOf(prediction.model, prediction.version));
  return labels;
}

const unchecked = (value: Outcome['value']): string | number => (typeof value === 'boolean' ? String(value) : value);

function reasonOf(value: Outcome['value'], labels: Labels | undefined): string {
  const got = typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value);
  return labels && labels.length > 0 ? `${got} is none of the labels ${listed(labels)}` : `${got} is not a finite number`;
}
