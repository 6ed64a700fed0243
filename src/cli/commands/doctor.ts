import { existsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { count, packageVersion } from '../../core/index.js';
import type { Command } from '../command.js';
import { openCall } from '../project.js';
import { doctorText, type Finding } from '../words/doctor.js';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Says what is installed, where state lies, and which promises hold on this machine.',
  args: [],
  options: [],
  example: 'millwright doctor --project churn',
  run: async (call) => {
    const installed: Finding[] = [
      { what: 'millwright', found: packageVersion(), fine: true },
      { what: 'node', found: process.version, fine: true },
      {
        what: 'platform',
        found: `${process.platform} ${process.arch}, ${availableParallelism()} processors, ${Math.round(totalmem() / 2 ** 30)} GiB`,
        fine: true,
      },
      await engineFinding(),
    ];
    const isProject = existsSync(join(call.root, 'models')) || existsSync(join(call.root, '.millwright'));
    const state = isProject
      ? await stateFindings(call)
      : [{ what: 'project', found: `${call.root} is none (no folder "models")`, fine: true }];
    const findings = [...installed, ...state];
    const fine = findings.every((f) => f.fine);
    return { json: { fine, findings }, text: doctorText(findings, call.look), refused: !fine };
  },
};

async function engineFinding(): Promise<Finding> {
  try {
    const { openEngine } = await import('../../data/index.js');
    await using engine = await openEngine();
    const [row] = await engine.rows('SELECT version() AS version');
    return { what: 'data engine', found: `DuckDB ${String(row['version'])}`, fine: true };
  } catch (error) {
    return { what: 'data engine', found: `does not start: ${(error as Error).message}`, fine: false };
  }
}

async function stateFindings(call: Parameters<Command['run']>[0]): Promise<Finding[]> {
  await using open = await openCall(call);
  const { store, registry, root } = open.run.workspace;
  const health = await store.inspect();
  const models = await registry.models();
  const versions = models.reduce((n, m) => n + m.versions.length, 0);
  return [
    { what: 'project', found: root, fine: true },
    { what: 'database', found: `${health.engine} ${health.engineVersion} at ${health.location}, schema ${health.schema}`, fine: true },
    {
      what: 'integrity',
      found: health.intact ? 'the database passes its own check' : 'the database is damaged: restore it from a backup',
      fine: health.intact,
    },
    { what: 'artifacts', found: join(root, '.millwright', 'blobs'), fine: true },
    { what: 'registered', found: `${count(models.length, 'model')}, ${count(versions, 'version')}`, fine: true },
    ...health.warnings.map((warning) => ({ what: 'promise', found: warning, fine: false })),
    ...(health.warnings.length === 0
      ? [{ what: 'promise', found: 'what is acknowledged is on disk and survives a crash of the process and of the machine', fine: true }]
      : []),
  ];
}
