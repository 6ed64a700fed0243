/** Words of a column's name, in lower case: `customerID` and `customer_id` are `customer`, `id`. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w !== '')
    .map((w) => w.toLowerCase());
}

const ID_WORDS = new Set([
  'id',
  'ids',
  'uid',
  'uuid',
  'guid',
  'pk',
  'sku',
  'isbn',
  'ssn',
  'iban',
  'vin',
  'imei',
  'hash',
  'md5',
  'sha1',
  'sha256',
]);
const KEY_WORDS = new Set(['key', 'code', 'no', 'nr', 'num', 'number', 'nummer', 'identifier', 'serial', 'ref', 'reference']);
const COUNTER_WORDS = new Set([
  'index',
  'idx',
  'row',
  'rowid',
  'rownum',
  'rownumber',
  'rownames',
  'rn',
  'unnamed',
  'instant',
  'record',
  'seq',
  'sequence',
  'obs',
  'observation',
]);
const TIME_WORDS = new Set([
  'year',
  'yr',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'date',
  'time',
  'timestamp',
  'period',
  'quarter',
  'cycle',
  'step',
  'age',
  'epoch',
  't',
]);
/** Things that data name one by one: `userid`, `visitorid`. Other words may end in these letters by chance (`flavanoid`, `paid`). */
const THINGS =
  'account|ad|article|artist|asset|book|booking|campaign|card|case|claim|client|company|contract|course|customer|device|doc|document|driver|employee|engine|event|flight|game|guest|host|hotel|household|image|invoice|item|listing|loan|machine|member|merchant|message|movie|object|order|page|passenger|patient|payment|person|photo|player|policy|post|product|property|query|record|request|sample|seller|sensor|session|shop|song|staff|station|store|student|subject|subscriber|supplier|team|ticket|track|transaction|trip|unit|user|vehicle|vendor|video|visit|visitor|worker';
const GLUED = new RegExp(`^(?:${THINGS})(?:id|uid|uuid|guid)$`);

/** The name says that the column names a thing: `id`, `customerID`, `user_uuid`, `visitorid`. */
export function namesAnId(name: string): boolean {
  const words = nameWords(name);
  const last = words.at(-1);
  return last !== undefined && (ID_WORDS.has(last) || ID_WORDS.has(words[0]) || GLUED.test(last));
}

/** The name may say so, when the values agree: `policy_number`, `InvoiceNo`, `code`, `tweetid`. */
export function mayNameAnId(name: string): boolean {
  const last = nameWords(name).at(-1) ?? '';
  return namesAnId(name) || KEY_WORDS.has(last) || /[a-z]{2}id$/.test(last);
}

/** The name of a row counter, such as `index`, `row`, `Unnamed: 0`. */
export const namesACounter = (name: string): boolean => nameWords(name).some((w) => COUNTER_WORDS.has(w));

/** The name speaks of time, so that numbers counting up are no row counter. */
export const namesATime = (name: string): boolean => nameWords(name).some((w) => TIME_WORDS.has(w));

/** The name speaks of a calendar day: eight digits below it may be one. */
export const namesADay = (name: string): boolean =>
  nameWords(name).some((w) => /^(?:date|day|dt|datum|ymd|yyyymmdd)$/.test(w) || /(?:date|day)$/.test(w));

const BRACKETED = /(?:\[([^[\]\s]{1,12})\]|\(([^()\s]{1,12})\))$/u;
const UNIT_LIKE = /^[\p{L}%°$€£¥µμ][\p{L}\p{N}%°$€£¥µμ/^*·²³-]*$/u;
/** In parentheses these say what was done to a number, not what it is measured in. */
const NO_UNIT = new Set([
  'log',
  'ln',
  'sqrt',
  'std',
  'mean',
  'avg',
  'sum',
  'min',
  'max',
  'count',
  'n',
  'id',
  'binary',
  'bool',
  'yes',
  'no',
  'target',
  'label',
  'y',
]);

/** The unit at the end of a name: `K` of `Air temperature [K]`, `cm` of `petal width (cm)`. */
export function unitOf(name: string): string | undefined {
  const found = BRACKETED.exec(name.trim());
  const unit = found?.[1] ?? found?.[2];
  if (unit === undefined || !UNIT_LIKE.test(unit)) return undefined;
  return found?.[2] !== undefined && NO_UNIT.has(unit.toLowerCase()) ? undefined : unit;
}
