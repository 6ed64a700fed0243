import { inTurns } from '../../core/index.js';
import type { IsotonicFit } from '../../evaluate/index.js';
import { recommenderNamed } from '../../recommend/index.js';
import type { IsForgotten } from '../../store/index.js';
import { replayGolden, type Artifact } from '../artifact/index.js';
import type { Version } from '../registry/index.js';
import { PREFIX, STRANGERS, TAKES } from './artifact-of.js';
import type { RecommendContent } from './content.js';
import { goldenScores } from './golden.js';
import { togetherIn } from './gone-together.js';
import { interactionsIn } from './interactions-in.js';
import { itemColumnsFrom } from './item-columns.js';
import type { Opened } from './opened.js';
import { peopleOf, type People } from './people.js';
import { preparedLists } from './prepare-lists.js';
import { asServed, coldOnesInSteps } from './served.js';
import { unpackTexts } from './texts.js';

/** Opening lets whatever else the process has to do have its turn after so long. */
export const TURN_MS = 5;

/** The version as training left it, every array of its artifact checked and its golden lists replayed; users who are erased are strangers. */
export async function openArtifact(
  { content, arrays, golden }: Artifact<RecommendContent>,
  version: Version,
  isForgotten: IsForgotten,
  signal: AbortSignal,
): Promise<Opened> {
  const interactions = interactionsIn(content, arrays);
  const { items } = interactions;
  const own = Object.entries(arrays).flatMap(([name, array]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), array] as const] : [],
  );
  const fitted = recommenderNamed(content.learner).fromParts({ meta: content.predictor, arrays: Object.fromEntries(own) }, items.length);
  const table = content.items === null ? undefined : itemColumnsFrom(content.items, arrays, items.length);
  const cold = await inTurns(coldOnesInSteps(interactions, table), signal, TURN_MS);
  const recommender = asServed(fitted, content, cold);
  await replayGolden(golden, (rows) => rows.map((row) => goldenScores(recommender, interactions, row)));
  const people = peopleIn(content, arrays, interactions.users, isForgotten);
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const userPlaces = new Map(interactions.users.map((user, place) => [user, place]));
  const name = `${version.model}@${version.version}`;
  return {
    name,
    content,
    recommender,
    fitted,
    cold,
    interactions,
    placeOf,
    userPlaceOf: (user) => (isForgotten(user) ? undefined : userPlaces.get(user)),
    isForgotten,
    table,
    people,
    ...preparedLists(content, interactions, table, takesIn(arrays)),
    segments: people?.segmentsIn(interactions),
    together: togetherIn({ interactions, content }),
  };
}

/** What is known of users, those without events among them; versions of before know nothing of these. */
function peopleIn(
  { users: json }: RecommendContent,
  arrays: Artifact['arrays'],
  known: readonly string[],
  isForgotten: IsForgotten,
): People | undefined {
  if (json === undefined) return undefined;
  const strangers = arrays[STRANGERS] ? unpackTexts(STRANGERS, arrays[STRANGERS], arrays[`${STRANGERS} end`]) : [];
  const users = [...known, ...strangers];
  return peopleOf(itemColumnsFrom(json, arrays, users.length, 'user'), users, isForgotten);
}

/** How likely items are taken, by their scores; versions without rules do not know. */
function takesIn(arrays: Artifact['arrays']): IsotonicFit | undefined {
  const [knots, values] = [arrays[TAKES.knots], arrays[TAKES.values]];
  return knots instanceof Float64Array && values instanceof Float64Array && knots.length === values.length ? { knots, values } : undefined;
}
