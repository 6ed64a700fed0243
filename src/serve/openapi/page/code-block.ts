import { markup, type Markup } from './markup.js';

/** Code with a title and a button that copies it. */
export function codeBlock(title: string, code: string): Markup {
  return markup`<figure class="code"><figcaption>${title}<button type="button" class="copy">Copy</button></figcaption><pre tabindex="0"><code>${code}</code></pre></figure>`;
}
