// The page of all errors, docs/errors.md, from the error table.
const layerOf = (code) => /^MW_([A-Z]+)_/.exec(code)?.[1].toLowerCase() ?? 'every layer';

/** The page of all errors, as Markdown. What depends on the case stands in angle brackets: ‹column›. */
export function errorsPage(table) {
  const codes = Object.keys(table);
  const layers = [...new Set(codes.map(layerOf))];
  const sections = layers.map((layer) =>
    [`## ${layer}`, ...codes.filter((code) => layerOf(code) === layer).map((code) => section(code, table[code]))].join('\n\n'),
  );
  return `${[intro, ...sections].join('\n\n')}\n`;
}

const intro = `# Errors

Every error has a code that stays the same, a message that says what is wrong and where, and a way out. The command line prints them, \`--json\` gives
\`{"error":{"code","message","fix","where"}}\`, and the library throws a \`MillwrightError\` with the same fields. This page is made from the table in
\`src/core/errors/\` by \`npm run docs\`; words in ‹brackets› depend on the case.`;

/** What a row tells; NaN is a number worked out from parameters that are only shown. */
const words = (tell) => String(tell(shownParams())).replaceAll('NaN', '‹number›');

function section(code, row) {
  const exit = row.usage ? 2 : code === 'MW_INTERRUPTED' ? 130 : 1;
  return [`### ${code}`, `> ${words(row.message)}`, words(row.fix), `Exit code ${exit}, HTTP status ${row.status}.`].join('\n\n');
}

const shownParams = () => new Proxy({}, { get: (_, name) => shown(String(name)) });

const described = { enumerable: true, configurable: true, value: '' };

/** A stand-in for any value, whether a row takes it as text, number, list or record: it shows as its name in brackets. */
function shown(name) {
  const text = `‹${name}›`;
  const list = [];
  const read = (_, key) => {
    if (key === Symbol.toPrimitive || /^to(String|JSON|Fixed|Precision|LocaleString)$/.test(String(key))) return () => text;
    if (key === 'length') return '‹number›';
    if (key in list) return typeof list[key] === 'function' ? list[key].bind(list) : list[key];
    if (typeof key === 'symbol') return undefined;
    return key in String.prototype ? () => text : shown(key);
  };
  const value = new Proxy({}, { get: read, has: () => true, ownKeys: () => [name], getOwnPropertyDescriptor: () => described });
  list.push(value);
  return value;
}
