import type { RoutingRules } from '../../store/index.js';
import type { Call, Command } from '../command.js';
import { textOption, wrongValue } from '../parse.js';
import { openCall } from '../project.js';
import { routedText } from '../words/routed.js';

type Arm = NonNullable<RoutingRules['canary']>;

export const routeCommand: Command = {
  name: 'route',
  summary: 'Shows or sets how requests for a model are divided: canary, A/B, shadows. Servers follow within 2 s.',
  args: [{ name: 'MODEL', doc: 'The name of a registered model.' }],
  options: [
    { name: 'canary', value: 'V=SHARE', doc: 'A version (or alias) on trial answers so many of 100 rows: challenger=5%. "off" ends it.' },
    { name: 'ab', value: 'V=SHARE,…', doc: 'Versions side by side; the same id always meets the same one: 2=50%,3=50%. "off" ends it.' },
    { name: 'salt', value: 'NAME', doc: 'With --ab: names the experiment; another name draws the ids anew.' },
    { name: 'shadow', value: 'V,…', doc: 'Versions that answer every row too: logged, never returned. "off" ends it.' },
    { name: 'clear', doc: 'Take all rules away: the champion answers alone.' },
  ],
  example: 'millwright route churn --canary challenger=5%\nmillwright route churn --clear',
  run: async (call) => {
    const change = changeOf(call);
    const { rulesNow, setRules } = await import('../../serve/index.js');
    await using open = await openCall(call);
    const { model, routing, aliases } = change
      ? await setRules(open.run, call.args[0], change, 'cli')
      : await rulesNow(open.run, call.args[0]);
    return { json: { model, routing }, text: routedText({ model, routing, aliases }) };
  },
};

/** What the options ask for: each sets its own rule and leaves the others; `undefined` when nothing is to be set. */
function changeOf({ options }: Call): ((rules: RoutingRules) => RoutingRules) | undefined {
  const [canary, ab, shadow, salt] = ['canary', 'ab', 'shadow', 'salt'].map((name) => textOption(options, name));
  if (salt !== undefined && (ab === undefined || ab === 'off'))
    throw wrongValue('route', '--salt', 'nothing but beside --ab V=SHARE', salt);
  const set = {
    ...(canary === undefined ? {} : { canary: canary === 'off' ? undefined : armOf('canary', canary) }),
    ...(ab === undefined ? {} : { ab: ab === 'off' ? undefined : ab.split(',').map((one) => armOf('ab', one)) }),
    ...(shadow === undefined ? {} : { shadow: shadow === 'off' ? undefined : shadow.split(',').map((one) => versionOf('shadow', one)) }),
  };
  if (options['clear'] === true) {
    if (Object.keys(set).length > 0) throw wrongValue('route', '--clear', 'no other rule beside it', Object.keys(set).join(', '));
    return () => ({});
  }
  if (Object.keys(set).length === 0) return undefined;
  return (before) => {
    const { ab: arms, ...rest } = { ...before, ...set };
    const drawn = Array.isArray(arms) ? { salt: salt ?? before.ab?.salt ?? 'ab', arms } : (arms as RoutingRules['ab']);
    const due = { ...rest, ab: drawn };
    return Object.fromEntries(Object.entries(due).filter(([, rule]) => rule !== undefined));
  };
}

/** `challenger=5%` or `3=5` */
function armOf(option: string, text: string): Arm {
  const [, to, share] = /^([^=]+)=(\d{1,3}(?:\.\d+)?)%?$/.exec(text.trim()) ?? [];
  const percent = Number(share);
  if (to === undefined || !(percent > 0 && percent <= 100))
    throw wrongValue('route', `--${option}`, 'VERSION=SHARE with a share above 0 and up to 100, such as challenger=5%', text);
  return { to: versionOf(option, to), percent };
}

function versionOf(option: string, text: string): number | string {
  const name = text.trim();
  if (/^[1-9]\d{0,8}$/.test(name)) return Number(name);
  if (/^[A-Za-z]\S{0,99}$/.test(name)) return name;
  throw wrongValue('route', `--${option}`, "a version's number or an alias", text);
}
