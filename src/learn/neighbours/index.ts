export { coordinatesOf } from './coordinates.js';
export { treeOrder } from './order.js';
export { searchFor, type Found, type Search } from './search.js';
export { withinOf, type Within } from './within.js';
