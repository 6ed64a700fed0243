import { mwError } from '../../core/index.js';
import { addAudit, failpoint, listAliases, removeBlobRefs, removeVersion } from '../../store/index.js';
import { requireVersion } from './find.js';
import { versionName, type Registry, type RegistryContext } from './registry.js';

/** The part of the registry that deletes versions. Their blobs become orphans, unless another version shares them. */
export function removing({ store, clock, actor }: RegistryContext): Pick<Registry, 'deleteVersion'> {
  return {
    deleteVersion: async (model, version) => {
      const subject = versionName(model, version);
      await store.write(async (tx) => {
        failpoint('remove.begun');
        const { digest } = await requireVersion(tx, model, version);
        const pointing = (await listAliases(tx, model)).filter((row) => row.version === version);
        const by = pointing.map((row) => `${model}@${row.alias}`);
        if (by.length > 0) throw mwError('MW_MODEL_VERSION_IN_USE', { model, version, by }, { where: subject });
        await removeVersion(tx, model, version);
        await removeBlobRefs(tx, subject);
        failpoint('remove.version');
        await addAudit(tx, { at: clock(), actor, action: 'version.delete', subject, detail: { digest } });
        failpoint('remove.audited');
      });
      failpoint('remove.committed');
    },
  };
}
