import { ORIGIN } from './snippets.js';

/** The page's script: copies code, puts the server's address into it, sends what is in the forms. It writes texts only, never HTML. */
export const pageScript = `'use strict';
for (const code of document.querySelectorAll('pre code')) code.textContent = code.textContent.replaceAll(${JSON.stringify(ORIGIN)}, location.origin);

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button.copy');
  if (!button) return;
  const code = button.closest('figure').querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
});

document.getElementById('token-form').addEventListener('submit', (event) => event.preventDefault());

for (const form of document.querySelectorAll('form[data-path]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const output = form.querySelector('output');
    const button = form.querySelector('button');
    const token = document.getElementById('token').value.trim();
    button.disabled = true;
    output.textContent = '…';
    const started = performance.now();
    try {
      const answer = await fetch(form.dataset.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: 'Bearer ' + token } : {}) },
        body: form.querySelector('textarea').value,
      });
      const text = await answer.text();
      const ms = Math.round(performance.now() - started);
      output.textContent = answer.status + ' in ' + ms + ' ms\\n\\n' + pretty(text);
      output.className = answer.ok ? 'good' : 'bad';
    } catch (error) {
      output.textContent = String(error);
      output.className = 'bad';
    } finally {
      button.disabled = false;
    }
  });
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
`;
