export { changeableLevel, changeableNumber, type Changeable } from './changeable.js';
export { changesOf, searchCounterfactuals, type CounterfactualsFound, type CounterfactualSearch } from './search.js';
