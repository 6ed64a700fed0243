import { resolveParams, type Params } from '../../learn/index.js';
import { recommenderSettings, type RecommendLearner } from '../../recommend/index.js';

/** The full settings of a method under test, those of its members included. */
export const settingsOf = ({ name, params }: RecommendLearner, given: Params): Params =>
  Object.hasOwn(params, 'members') ? recommenderSettings(name, given) : resolveParams(name, params, given);
