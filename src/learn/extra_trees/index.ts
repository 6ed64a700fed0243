export { extraTrees } from './extra-trees.js';
