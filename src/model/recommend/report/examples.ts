import { html, type Html } from '../../report/html.js';
import { section, table } from '../../report/section.js';
import type { RegisteredRecommender } from '../open.js';

/** Users who are shown, what of their history, and how much of their lists. */
const [USERS, NEWEST, LISTED] = [3, 5, 5];

/** What some users did last, and what they are recommended, with the reasons: for a reader to judge by their own eye. */
export function examplesSection(open: RegisteredRecommender): Html {
  const users = open.userIds();
  const some = Array.from(
    { length: Math.min(USERS, users.length) },
    (_, i) => users[Math.floor(((i + 0.5) * users.length) / Math.min(USERS, users.length))],
  );
  return section(
    'examples',
    'What users get',
    html`<p>Users from all over the data, by what they did last and what they would be recommended now.</p>`,
    ...some.map((user) => {
      const history = open.historyOf(user);
      const { items } = open.recommend({ user, history, k: LISTED, reasons: 1 });
      const newest = [...new Set(history.toReversed().map(({ item }) => item))].slice(0, NEWEST);
      return html`<h3>User ${user}</h3>
        <p class="soft">Last: ${newest.map((item) => open.titleOf(item)).join(', ')}</p>
        ${table(
          ['', 'recommended', 'why'],
          items.map(({ item, reasons }, place) => [`${place + 1}`, open.titleOf(item), reasons?.[0]?.text ?? 'what most users take']),
        )}`;
    }),
  );
}
