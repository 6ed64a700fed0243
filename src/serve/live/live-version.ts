import { mwError, type AnyTask } from '../../core/index.js';
import { jsonRowReader, type JsonRowReader, type RowValues, type TextOptions } from '../../data/index.js';
import type { OpenModel, ReferenceSketch } from '../../model/index.js';
import { anomalyOf, type Anomaly } from '../../monitor/index.js';
import { expectedOf, type ExpectedOf } from '../answer/expected.js';
import { explainerOf, type Explainer } from '../answer/explainer.js';
import { marginsOf } from '../answer/margins.js';
import { saidOf, type Said } from '../answer/said.js';
import { withinOf, type WithinOf } from '../answer/within.js';
import { rowColumnsOf } from '../openapi/row-schema.js';

/** How unusual a row is. */
export type RowAnomaly = (row: RowValues) => Anomaly;

/** A version that answers rows: opened, verified, and compiled for rows of JSON. */
export interface LiveVersion {
  readonly kind: 'rows';
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly open: OpenModel<AnyTask>;
  readonly reader: JsonRowReader;
  /** The column that says whom a row is about: the model's first id; `undefined` when it has none. */
  readonly subject: string | undefined;
  /** Calibrated margins, rows × outputs, equal to a file's to the bit. */
  readonly margins: (rows: readonly RowValues[]) => Float64Array;
  /** What margins say of one row, given its values. */
  readonly said: (margins: Float64Array, row: number, values: RowValues) => Said;
  /** What is promised to hold the truths of rows; `undefined` where nothing is. */
  readonly within: WithinOf | undefined;
  /** What is expected of rows in either arm; `undefined` but for a model of effects. */
  readonly expected: ExpectedOf | undefined;
  /** Why a row is predicted as it is. */
  readonly explain: Explainer;
  /** Says how unusual rows are for its training rows, read when it is first asked for; `undefined` when nothing was kept of them. */
  readonly anomaly: () => Promise<RowAnomaly | undefined>;
  /** Reads rows with what they have beside the inputs, which a rule may be about. Made when it is first asked for. */
  readonly wholeReader: () => JsonRowReader;
  /** What is kept of its training rows, read anew: it may be large. Throws `MW_MODEL_NO_SKETCH` where nothing is. */
  readonly sketch: () => Promise<ReferenceSketch>;
}

/** Compiles what an opened version needs to answer requests. `sketch` reads what is known of its training rows. */
export function liveVersion(
  open: OpenModel<AnyTask>,
  sketch: () => Promise<ReferenceSketch | undefined> = async () => undefined,
): LiveVersion {
  const { content } = open;
  const [columns, reading] = [rowColumnsOf(content), content.reading as TextOptions];
  let anomaly: Promise<RowAnomaly | undefined> | undefined;
  let whole: JsonRowReader | undefined;
  return {
    kind: 'rows',
    model: open.model,
    version: open.version,
    digest: open.digest,
    open,
    reader: jsonRowReader(columns, reading, [...content.inputs, ...content.ids]),
    wholeReader: () => (whole ??= jsonRowReader(columns, reading)),
    subject: content.ids[0],
    margins: marginsOf(open),
    said: saidOf(content),
    within: withinOf(open),
    expected: expectedOf(open),
    explain: explainerOf(open),
    sketch: async () => {
      const kept = await sketch();
      if (kept === undefined) throw mwError('MW_MODEL_NO_SKETCH', { model: `${open.model}@${open.version}` });
      return kept;
    },
    anomaly: () =>
      (anomaly ??= compiledAnomaly(sketch).catch((error: unknown) => {
        anomaly = undefined;
        throw error;
      })),
  };
}

async function compiledAnomaly(read: () => Promise<ReferenceSketch | undefined>): Promise<RowAnomaly | undefined> {
  const sketch = await read();
  return sketch && anomalyOf(sketch);
}
