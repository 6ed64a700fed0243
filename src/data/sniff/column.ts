import { mwError } from '../../core/index.js';
import type { ColumnFacts } from './facts.js';
import { kindOf, looksNumeric, type KindVerdict } from './kind.js';
import { unitOf } from './names.js';
import type { Roles } from './roles.js';
import type { TargetVerdict } from './target.js';
import type { ColumnRole, SniffedColumn, SniffedKind } from './types.js';

/** The column as a new project declares it: its cells decide, unless its role does. */
export function columnOfFacts(facts: ColumnFacts, roles: Roles, target: TargetVerdict | undefined): SniffedColumn {
  const role = roleOf(facts.name, roles);
  const verdict = role === 'target' && target ? targetKind(facts, target) : roleKind(facts, role, kindOf(facts));
  const numeric = verdict.kind === 'int' || verdict.kind === 'number';
  const wordless = numeric || verdict.kind === 'bool' || verdict.kind === 'date' || verdict.kind === 'timestamp';
  const unit = numeric ? unitOf(facts.name) : undefined;
  const known = facts.present - (wordless ? facts.usualNulls : 0);
  return {
    name: facts.name,
    ...verdict,
    nullable: known < facts.rows,
    role: role === 'feature' && verdict.kind === 'id' ? 'id' : role === 'feature' && facts.present === 0 ? 'unused' : role,
    ...(unit === undefined ? {} : { unit }),
    ...(wordless ? {} : { levels: facts.distinct }),
  };
}

function roleOf(name: string, roles: Roles): ColumnRole {
  if (name === roles.target) return 'target';
  if (name === roles.treatment) return 'treatment';
  if (name === roles.time) return 'time';
  if (roles.protected.includes(name)) return 'protected';
  if (name === roles.group) return 'group';
  if (name === roles.weight) return 'weight';
  return roles.ids.includes(name) ? 'id' : 'feature';
}

function targetKind(facts: ColumnFacts, target: TargetVerdict): KindVerdict {
  if (target.task === 'binary') {
    const [falseText, trueText] = target.classes!;
    return { kind: 'bool', trueText, falseText, reason: `It is the target, and it is "${trueText}" or "${falseText}".` };
  }
  if (target.task === 'multiclass') return { kind: 'category', reason: `It is the target, with ${target.classes!.length} classes.` };
  const whole = facts.ints === facts.numbers && facts.wide === 0;
  return { kind: whole ? 'int' : 'number', reason: `It is the target, ${whole ? 'a whole number' : 'a number'}.` };
}

const GROUP_KINDS: readonly SniffedKind[] = ['id', 'category', 'int', 'text'];

function roleKind(facts: ColumnFacts, role: ColumnRole, found: KindVerdict): KindVerdict {
  const refuse = (option: string, due: string) =>
    mwError('MW_DATA_ROLE_TYPE', { column: facts.name, option, kind: describe(facts, found), due }, { where: facts.name });
  if (role === 'treatment') {
    if (facts.distinct > MOST_CODES) throw refuse('--treatment', 'one of two values, treated or not');
    return found.kind === 'bool' ? found : { kind: 'category', reason: 'You said that it tells who was treated.' };
  }
  if (role === 'id') return { kind: 'id', reason: 'You said that it is an id.' };
  if (role === 'time') {
    const dated = found.kind === 'date' || found.kind === 'timestamp' ? found : kindOf(facts, true);
    if (dated.kind !== 'date' && dated.kind !== 'timestamp')
      throw refuse('--time', 'a day or a moment such as 2024-12-31 or 2024-12-31 23:59:59');
    return dated;
  }
  if (role === 'weight') {
    if (!looksNumeric(facts) || !(facts.least! > 0)) throw refuse('--weight', 'a positive number in every row');
    return { kind: facts.ints === facts.numbers ? 'int' : 'number', reason: 'You said that it weighs the rows.' };
  }
  if (role === 'group') return GROUP_KINDS.includes(found.kind) ? found : { kind: 'category', reason: 'You said that it groups the rows.' };
  if (role === 'protected') {
    if (found.kind === 'date' || found.kind === 'timestamp') throw refuse('--protected', 'a yes or no, one of some values, or a number');
    return found.kind === 'bool' ? found : protectedKind(facts, found);
  }
  return found;
}

/** Numbers with at most so many different values are names of groups, such as 1 and 2 for the sexes. */
const MOST_CODES = 10;

function protectedKind(facts: ColumnFacts, { kind }: KindVerdict): KindVerdict {
  const isNumber = (kind === 'int' || kind === 'number') && facts.distinct > MOST_CODES;
  return isNumber
    ? { kind, reason: 'You said that it is protected. Its bands are its quartiles: write those that matter.' }
    : { kind: 'category', reason: 'You said that it is protected.' };
}

function describe(facts: ColumnFacts, found: KindVerdict): string {
  if (facts.present === 0) return 'nothing';
  if (found.kind === 'int' || found.kind === 'number') return `numbers from ${facts.least} to ${facts.greatest}`;
  return `texts such as "${facts.firstText}"`;
}
