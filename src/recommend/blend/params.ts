import type { ParamTable } from '../../learn/index.js';
import type { RecommendChoice } from '../choices.js';
import { membersParam } from '../members/index.js';

/** Parameters of `blend`. */
export interface BlendParams {
  /** With a `weight` each where their shares are settled: `{ ...ease(), weight: 2 }`. */
  readonly members: readonly (RecommendChoice & { readonly weight?: number })[];
  /** Whether what a user took may be recommended again, where weights are to be found (default false). */
  readonly repeat: boolean;
}

/** Range, default and meaning of each parameter of `blend`. */
export const blendTable = {
  members: membersParam(
    'The methods that are blended, with their parameters; none is made of others itself. Where all have a weight it keeps to these. A training without members blends those that it compares.',
  ),
  repeat: {
    type: 'flag',
    default: false,
    doc: 'Whether what a user took may be recommended again: without weights they are found so. A training goes by its definition instead.',
  },
} as const satisfies ParamTable;
