export { ecod } from './ecod.js';
