import type { RecommendContent } from './content.js';

/** Whether an item is not recommended again after an event of a type: one without a type counts, as every type does where training knew none. */
export function takesOf({
  repeat,
  types,
  taken,
}: Pick<RecommendContent, 'repeat' | 'types' | 'taken'>): (type: string | null | undefined) => boolean {
  const isAny = types.length === 0;
  return (type) => !repeat && (isAny || type === null || type === undefined || taken.includes(type));
}
