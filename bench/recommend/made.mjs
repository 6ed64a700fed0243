// A made shop: users with a few tastes, items of one kind each, within a kind as popular as Zipf says.
import { random } from 'millwright/core';

const KINDS = 200;
const TASTES = 6;
/** Share of a user's events that follow its tastes; the others go to what all take. */
const BY_TASTE = 0.8;
const ZIPF = 0.7;

/** The place of the first cumulated weight above `at`. */
function placeOf(cumulated, at) {
  let [low, high] = [0, cumulated.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulated[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function cumulatedOf(weights) {
  let sum = 0;
  return Float64Array.from(weights, (weight) => (sum += weight));
}

/** A draw of one of the places, as likely as its weight. */
const drawn = (cumulated, draw) => placeOf(cumulated, draw.uniform() * cumulated[cumulated.length - 1]);

/** Events of every user in the order in which they happen, no item twice: as many as a lognormal number says, `events` in all, about. */
export function madeEvents(users, items, events, seed = 7) {
  const draw = random(seed, 'made shop');
  const rank = draw.shuffle(Int32Array.from({ length: items }, (_, i) => i));
  const kind = Int32Array.from({ length: items }, () => draw.int(KINDS));
  const strength = Float64Array.from(rank, (place) => (place + 1) ** -ZIPF);
  const ofKind = Array.from({ length: KINDS }, () => []);
  kind.forEach((k, i) => ofKind[k].push(i));
  const within = ofKind.map((list) => cumulatedOf(list.map((i) => strength[i])));
  const all = cumulatedOf(strength);
  const sizes = Array.from({ length: users }, () => Math.exp(0.8 * draw.normal()));
  const unit = events / sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => {
    const tastes = Array.from({ length: TASTES }, () => draw.int(KINDS)).filter((k) => ofKind[k].length > 0);
    const likes = cumulatedOf(tastes.map(() => -Math.log(1 - draw.uniform())));
    const taken = new Set();
    const most = Math.min(Math.max(5, Math.round(size * unit)), items >> 2);
    for (let tries = 0; taken.size < most && tries < 20 * most; tries++) {
      const of = draw.uniform() < BY_TASTE && tastes.length > 0 ? tastes[drawn(likes, draw)] : -1;
      taken.add(of < 0 ? drawn(all, draw) : ofKind[of][drawn(within[of], draw)]);
    }
    return [...taken];
  });
}
