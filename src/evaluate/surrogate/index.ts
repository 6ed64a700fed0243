export type { Condition } from './condition.js';
export { surrogateOf, type Surrogate, type SurrogateInput } from './surrogate.js';
