import { didYouMean, mwError } from '../../core/index.js';
import {
  addAliasMove,
  addAudit,
  aliasMoves,
  aliasVersion,
  failpoint,
  listAliases,
  pointAlias,
  type AliasMove,
  type Tx,
} from '../../store/index.js';
import { versionBefore } from './alias-stack.js';
import { requireVersion, requireVersions } from './find.js';
import { checkAliasName } from './ref.js';
import type { AliasChange, Registry, RegistryContext } from './registry.js';

/** The part of the registry that moves aliases. */
export function aliasing(context: RegistryContext): Pick<Registry, 'moveAlias' | 'rollback' | 'history'> {
  const { store } = context;
  return {
    moveAlias: async ({ model, alias, to, expect, note = null, key }) => {
      checkAliasName(alias);
      const change = await store.write(async (tx) => {
        failpoint('alias.begun');
        await requireVersions(tx, model);
        const from = (await aliasVersion(tx, model, alias)) ?? null;
        if (expect !== undefined && expect !== from) throw mwError('MW_MODEL_ALIAS_MOVED', { model, alias, expected: expect, found: from });
        if (to !== null) await requireVersion(tx, model, to);
        else if (from === null) throw await unknownAlias(tx, model, alias);
        return move(tx, context, { model, alias, from, to, note, kind: to === null ? 'remove' : 'move' });
      }, keyed(key));
      failpoint('alias.committed');
      return change;
    },
    rollback: async (model, alias = 'champion', { note = null, key } = {}) => {
      const change = await store.write(async (tx) => {
        failpoint('alias.begun');
        const versions = await requireVersions(tx, model);
        const from = await aliasVersion(tx, model, alias);
        const moves = await aliasMoves(tx, model, alias);
        if (moves.length === 0) throw await unknownAlias(tx, model, alias);
        const to = versionBefore(moves, from, (version) => versions.some((row) => row.version === version));
        if (to === undefined) throw mwError('MW_MODEL_NO_ROLLBACK', { model, alias });
        return move(tx, context, { model, alias, from: from ?? null, to, note, kind: 'rollback' });
      }, keyed(key));
      failpoint('alias.committed');
      return change;
    },
    history: (model, alias) =>
      store.read(async (tx) => {
        const moves = await aliasMoves(tx, model, alias);
        if (moves.length === 0) throw await unknownAlias(tx, model, alias);
        return moves;
      }),
  };
}

const keyed = (key: string | undefined): { key?: string } => (key === undefined ? {} : { key });

async function move(tx: Tx, context: RegistryContext, order: Omit<AliasMove, 'actor' | 'at'>): Promise<AliasChange> {
  const { model, alias, from, to, kind } = order;
  if (from === to) return { model, alias, from, to };
  const [at, actor] = [context.clock(), context.actor];
  await pointAlias(tx, model, alias, to, at);
  failpoint('alias.moved');
  await addAliasMove(tx, { ...order, actor, at });
  failpoint('alias.history');
  await addAudit(tx, { at, actor, action: `alias.${kind}`, subject: `${model}@${alias}`, detail: { from, to, note: order.note } });
  failpoint('alias.audited');
  return { model, alias, from, to };
}

/** The error of an alias that the model does not have; or of a model that does not exist, or has no version. */
export async function unknownAlias(tx: Tx, model: string, alias: string): Promise<Error> {
  await requireVersions(tx, model);
  const known = (await listAliases(tx, model)).map((row) => row.alias);
  return mwError('MW_MODEL_ALIAS_UNKNOWN', { model, alias, hint: didYouMean(alias, known), known }, { where: `${model}@${alias}` });
}
