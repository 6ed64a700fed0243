export { narrowed, type Condition } from './condition.js';
export { conditionText } from './condition-text.js';
export { surrogateOf, type Surrogate, type SurrogateInput } from './surrogate.js';
