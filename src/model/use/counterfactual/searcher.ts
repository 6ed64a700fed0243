import type { AnyTask, Json, Steps } from '../../../core/index.js';
import { columnsOfRule, rowGuard, rowRulesFrom, schemaFromJson, type RowValues, type Schema } from '../../../data/index.js';
import { changesOf, searchCounterfactuals } from '../../../evaluate/index.js';
import type { ReferenceSketch } from '../../sketch/index.js';
import type { OpenModel } from '../open-model.js';
import { marginsOfRows } from '../row-answers.js';
import { aimOf, type Aim, type Want } from '../aim.js';
import { openColumns, type ColumnChoice } from './changeable.js';

/** What is asked of counterfactuals. */
export interface CounterfactualOptions extends ColumnChoice {
  /** What shall be answered instead; absent: the other decision, or another label. */
  readonly want?: Want;
  /** Answers per row; absent means 3. */
  readonly most?: number;
  /** Columns that one answer may change; absent means 4. */
  readonly mostChanges?: number;
  /** Rows that the model is asked about for one row; absent means 20,000. */
  readonly evaluations?: number;
}

/** Some columns changed, and what that costs. */
export interface Changed {
  /** The values of the changed columns alone, as expressions read them. */
  readonly values: RowValues;
  readonly cost: number;
}

/** What was found for one row. */
export interface Searched {
  readonly aim: Aim;
  /** The row is answered as wanted as it is. */
  readonly already: boolean;
  readonly found: readonly Changed[];
  /** The nearest to the aim, where none reaches it; `undefined` where nothing helps. */
  readonly nearest?: Changed;
  readonly evaluated: number;
}

/** Searches counterfactuals of rows of one version. */
export interface Searcher {
  readonly schema: Schema;
  /** Columns that may change. */
  readonly open: readonly string[];
  /** Columns beside the inputs that a rule reads. */
  readonly beside: readonly string[];
  readonly search: (row: RowValues) => Steps<Searched>;
}

/** A searcher over what a version keeps of its training rows. Throws as {@link openColumns} and {@link aimOf} do. */
export function searcherOf(model: OpenModel<AnyTask>, sketch: ReferenceSketch, options: CounterfactualOptions = {}): Searcher {
  const { content, record } = model;
  const { want, most = 3, mostChanges = 4, evaluations = 20_000 } = options;
  const schema = schemaFromJson(content.schema);
  const rules = rowRulesFrom((record.rules ?? []) as unknown as readonly Json[], schema);
  const broken = rowGuard(rules, schema);
  const columns = openColumns(model, sketch, options);
  const inRules = rules.flatMap(columnsOfRule);
  const nothing = Object.fromEntries(inRules.map((name) => [name, null]));
  const { outputs } = model.predictor;
  const marginsOf = marginsOfRows(model);
  return {
    schema,
    open: columns.map(({ name }) => name),
    beside: [...new Set(inRules)].filter((name) => !content.inputs.includes(name)),
    *search(given) {
      const row = { ...nothing, ...given };
      const aim = aimOf(content, marginsOf([row]), row, want);
      const changeable = columns.map(({ of }) => of(row));
      const shortfall = (rows: readonly RowValues[]): Float64Array => {
        const margins = marginsOf(rows);
        return Float64Array.from(rows, (one, i) => aim.shortfall(margins.subarray(i * outputs, (i + 1) * outputs), one));
      };
      const [start] = shortfall([row]);
      if (start <= 0) return { aim, already: true, found: [], evaluated: 1 };
      const input = {
        row,
        columns: changeable,
        shortfall,
        holds: (one: RowValues) => broken(one).length === 0,
        most,
        mostChanges,
        evaluations,
      };
      const { found, nearest, evaluated } = yield* searchCounterfactuals(input);
      const changed = (one: (typeof found)[number]): Changed => ({
        values: Object.fromEntries(changesOf(changeable, one).map(({ column, to }) => [column, to])),
        cost: one.cost,
      });
      const isNearer = found.length === 0 && nearest !== undefined && nearest.size > 0;
      return { aim, already: false, found: found.map(changed), ...(isNearer ? { nearest: changed(nearest) } : {}), evaluated };
    },
  };
}
