export { compileRules, type CompiledRules } from './compile-rules.js';
export { declaredRules, type RuleWords } from './declared-rules.js';
export { alignedColumns, type ItemTable } from './item-table.js';
export { makeList, type ListedItem, type ListNote, type ListWish, type MadeList } from './make-list.js';
export { fillPlaces, type Diversity, type Exploration, type FilledPlaces, type PlaceWish } from './places.js';
export { type ListReason } from './reasons.js';
export type { BoostRule, Cap, CapRule, ExcludeRule, ListRules, Pin, PinRule, Rule, RuleKind } from './rules.js';
export { takenAlready, type Repeat } from './suppress.js';
export { takeChances, type ListCost, type ListWorth } from './worth.js';
