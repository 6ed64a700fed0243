import { MOST_LEVELS, segmentColumns } from '../../recommend/index.js';
import type { RecommendContent } from './content.js';
import type { People } from './people.js';

/** Whether a method gives users who did nothing yet what those like them take: all do but what most users take, where that is asked for alone. */
export const tellsSegments = ({ learner, params }: Pick<RecommendContent, 'learner' | 'params'>): boolean =>
  learner !== 'popularity' || params['segments'] === true;

/** The columns of the users' table by which those who did nothing yet are told apart, beside so many items; none without such a table. */
export const segmentNames = (people: People | undefined, items: number): readonly string[] =>
  people ? segmentColumns(people.features, items).told.map(({ name }) => name) : [];

/** The columns that could tell them apart and do not, a sentence each. */
export const leftSegments = (people: People | undefined, items: number): readonly string[] =>
  people
    ? segmentColumns(people.features, items).left.map(({ name, levels }) => {
        const [many, beside] = [levels.toLocaleString('en'), items.toLocaleString('en')];
        const why =
          levels > MOST_LEVELS
            ? `it has ${many} levels, more than ${MOST_LEVELS}`
            : `its ${many} levels are too many beside ${beside} items`;
        return `Users who did nothing yet are not told apart by "${name}": ${why}.`;
      })
    : [];
