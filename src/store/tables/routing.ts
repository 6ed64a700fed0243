import { fromText, toText } from '../json-text.js';
import type { Tx } from '../schema.js';
import { listAliases } from './aliases.js';
import { byCodeUnit } from './models.js';

/** A share of the rows that another version answers. */
export interface RoutingArm {
  /** A version's number, or an alias. */
  readonly to: number | string;
  /** Of 100 rows, how many. */
  readonly percent: number;
}

/**
 * How requests for a model by its plain name are divided; without rules the champion answers all. A row's arm is drawn from
 * its first id and the salt, so that the same id always meets the same version; rows without an id are drawn by chance.
 */
export interface RoutingRules {
  /** A new version on trial with few rows. */
  readonly canary?: RoutingArm;
  /** Versions side by side; what the shares leave of 100 goes to the champion. */
  readonly ab?: { readonly salt: string; readonly arms: readonly RoutingArm[] };
  /** Versions or aliases that answer every row too: logged, never returned. */
  readonly shadow?: readonly (number | string)[];
}

/** What a server needs to know of one model to serve it. */
export interface ModelPointers {
  readonly model: string;
  /** Ascending. */
  readonly versions: readonly number[];
  readonly aliases: Readonly<Record<string, number>>;
  readonly rules: RoutingRules;
}

/** All models with their versions' numbers, aliases and rules, in code-unit order of the names: three small queries. */
export async function modelPointers(tx: Tx): Promise<ModelPointers[]> {
  const versions = await tx.selectFrom('mw_versions').select(['model', 'version']).orderBy('version').execute();
  const [aliases, rules] = [await listAliases(tx), await tx.selectFrom('mw_routing').select(['model', 'rules']).execute()];
  const byModel = Map.groupBy(versions, (row) => row.model);
  return [...byModel.keys()].toSorted(byCodeUnit).map((model) => ({
    model,
    versions: byModel.get(model)!.map((row) => row.version),
    aliases: Object.fromEntries(aliases.filter((row) => row.model === model).map((row) => [row.alias, row.version])),
    rules: fromText<RoutingRules>(rules.find((row) => row.model === model)?.rules ?? '{}'),
  }));
}

/** Sets a model's rules; `{}` takes them away. The rules are not checked here. */
export async function setRouting(tx: Tx, model: string, rules: RoutingRules, at: number): Promise<void> {
  const row = { rules: toText(rules), changed_at: at };
  await tx
    .insertInto('mw_routing')
    .values({ model, ...row })
    .onConflict((on) => on.column('model').doUpdateSet(row))
    .execute();
}
