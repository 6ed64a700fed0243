import { MOST_LEVELS, segmentColumns } from '../../recommend/index.js';
import type { RecommendContent } from './content.js';
import type { People } from './people.js';

/** Whether a method gives users who did nothing yet what those like them take: all do but what most users take, where that is asked for alone. */
export const tellsSegments = ({ learner, params }: Pick<RecommendContent, 'learner' | 'params'>): boolean =>
  learner !== 'popularity' || params['segments'] === true;

/** The columns of the users' table by which those who did nothing yet are told apart, beside so many items; none without such a table. */
export const segmentNames = (people: People | undefined, items: number): readonly string[] =>
  people ? segmentColumns(people.features, items).told.map(({ name }) => name) : [];

/** The columns that could tell users apart and do not, a sentence each. */
export const leftSegments = (people: People | undefined, items: number): readonly string[] =>
  people ? segmentColumns(people.features, items).left.map(({ name, levels }) => leftWords(name, levels, items)) : [];

function leftWords(name: string, levels: number, items: number): string {
  const [many, beside] = [levels.toLocaleString('en'), items.toLocaleString('en')];
  if (levels > MOST_LEVELS) return `Users are not told apart by "${name}": it has ${many} levels, more than ${MOST_LEVELS}.`;
  return `Users who did nothing yet are not told apart by "${name}": its ${many} levels are too many beside ${beside} items.`;
}
