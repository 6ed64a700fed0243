import { mwError } from '../../core/index.js';
import type { RunOptions } from '../../model/index.js';
import { addAudit, modelPointers, setRouting, type RoutingRules } from '../../store/index.js';
import { checkRules } from './check-rules.js';

/** A model's rules, and what they may name. */
export interface Routed {
  readonly model: string;
  readonly routing: RoutingRules;
  /** Where the aliases point. */
  readonly aliases: Readonly<Record<string, number>>;
}

/** The rules that divide requests for a model now. Throws `MW_MODEL_UNKNOWN`. */
export async function rulesNow({ workspace }: Pick<RunOptions, 'workspace'>, name: string): Promise<Routed> {
  const { model } = await workspace.registry.resolve(name);
  const { aliases, rules } = await workspace.store.read(async (tx) => (await modelPointers(tx)).find((one) => one.model === model)!);
  return { model, routing: rules, aliases };
}

/**
 * Changes the rules of a model, checked, in one step with the audit's line of it; servers follow within a second. `change` gives the new rules for
 * those that are; it may be called more than once. Throws `MW_MODEL_UNKNOWN`, `MW_SERVE_ROUTING`.
 */
export async function setRules(
  { workspace, clock }: Pick<RunOptions, 'workspace' | 'clock'>,
  name: string,
  change: (rules: RoutingRules) => RoutingRules,
  actor: string,
): Promise<Routed> {
  const { model } = await workspace.registry.resolve(name);
  return workspace.store.write(async (tx) => {
    const known = (await modelPointers(tx)).find((one) => one.model === model);
    if (!known) throw mwError('MW_SERVE_ROUTING', { what: model, reason: 'the model has no version any more' });
    const routing = change(known.rules);
    checkRules(routing, known);
    const at = clock();
    await setRouting(tx, model, routing, at);
    await addAudit(tx, { at, actor, action: 'routing.set', subject: model, detail: routing as never });
    return { model, routing, aliases: known.aliases };
  });
}
