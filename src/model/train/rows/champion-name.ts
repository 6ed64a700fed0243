import { MillwrightError } from '../../../core/index.js';
import type { RunOptions } from '../../run.js';

/** `churn@1`, the version that is champion; `undefined` when none is. */
export async function championName(model: string, run: RunOptions): Promise<{ readonly name: string } | undefined> {
  try {
    const { version } = await run.workspace.registry.resolve(`${model}@champion`);
    return { name: `${model}@${version}` };
  } catch (error) {
    if (error instanceof MillwrightError) return undefined;
    throw error;
  }
}
