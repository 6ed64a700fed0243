import { mwError } from '../../core/index.js';
import {
  addAudit,
  addBlobRefs,
  addVersion,
  blobRefs,
  endRun,
  failpoint,
  findRun,
  takeVersionNumber,
  versionOfRun,
  type Tx,
  type VersionRow,
} from '../../store/index.js';
import { writeArtifact, type Artifact, type ArtifactHead, type StoredArtifact } from '../artifact/index.js';
import { isModelName } from './ref.js';
import { versionName, type Registry, type RegistryContext, type Version } from './registry.js';

const TRIES = 3;

/** The part of the registry that adds versions. */
export function registering(context: RegistryContext): Pick<Registry, 'register'> {
  return {
    register: async (model, artifact, run) => {
      if (!isModelName(model)) throw mwError('MW_MODEL_NAME', { name: model });
      for (let tries = 0; tries < TRIES; tries++) {
        const stored = await writeArtifact(context.blobs, artifact);
        const done = await context.store.write((tx) => addRows(tx, context, model, artifact, stored, run));
        failpoint('register.committed');
        if (done) return context.store.read((tx) => versionMadeBy(tx, run));
      }
      throw mwError('MW_INTERNAL', { cause: `the blobs of "${model}" vanished ${TRIES} times while they were being registered` });
    },
  };
}

async function versionMadeBy(tx: Tx, run: string): Promise<Version> {
  const row = (await versionOfRun(tx, run))!;
  return { ...row, files: await blobRefs(tx, versionName(row.model, row.version)) };
}

/** `false` when a blob is gone: a sweep took an old orphan between its putting and this transaction. */
async function addRows<C extends ArtifactHead>(
  tx: Tx,
  { blobs, clock, actor }: RegistryContext,
  model: string,
  { content, record }: Artifact<C>,
  { digest, files }: StoredArtifact,
  run: string,
): Promise<boolean> {
  failpoint('register.begun');
  if (await versionOfRun(tx, run)) return true;
  await requireRunning(tx, run);
  for (const file of Object.values(files)) if (!(await blobs.stat(file.sha256))) return false;
  const at = clock();
  const version = await takeVersionNumber(tx, model, at);
  failpoint('register.numbered');
  const row: VersionRow = { model, version, digest, run, task: content.task, learner: content.learner, record, createdAt: at };
  await addVersion(tx, row);
  failpoint('register.version');
  await addBlobRefs(tx, versionName(model, version), files);
  failpoint('register.files');
  await endRun(tx, run, { status: 'finished', at, version });
  failpoint('register.run');
  await addAudit(tx, { at, actor, action: 'register', subject: versionName(model, version), detail: { digest, run } });
  failpoint('register.audited');
  return true;
}

async function requireRunning(tx: Tx, id: string): Promise<void> {
  const run = await findRun(tx, id);
  if (!run) throw mwError('MW_MODEL_RUN_UNKNOWN', { run: id });
  if (run.status !== 'running') throw mwError('MW_MODEL_RUN_STATE', { run: id, status: run.status, due: 'running' });
}
