import type { OpenModel } from '../use/open-model.js';
import { html, type Html } from './html.js';
import { section } from './section.js';

const ROLES = ['answers for the decision', 'answers for the money', 'answers for the model'];

/** Lines to sign on paper: who lets this very version decide. */
export function signOffSection({ model, version, digest }: Pick<OpenModel, 'model' | 'version' | 'digest'>): Html {
  return section(
    'sign',
    'Signed',
    html`<p>
      This page is of ${model}@${version} and no other (digest <code>${digest.slice(0, 12)}</code>). Who signs has read its limits.
    </p>`,
    html`<table class="sign">
      <thead>
        <tr>
          <th scope="col">who</th>
          <th scope="col">name</th>
          <th scope="col">yes, no, or on condition that</th>
          <th scope="col">date and signature</th>
        </tr>
      </thead>
      <tbody>
        ${ROLES.map(
          (role) =>
            html`<tr>
              <td>${role}</td>
              <td></td>
              <td></td>
              <td></td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}
