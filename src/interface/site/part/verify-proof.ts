// The proof itself, as texts one can read, copy and check; the island of script checks exactly these texts.
import { attributes, type Html, html } from '#lib/html';
import { formatNumber } from '../format.ts';
import type { VerifyView } from '../view.ts';
import { type Frame, wordsOf } from './frame.ts';

/** The proof with its island: without script the command, with it a button. */
export function verifyProof(view: VerifyView, frame: Frame): Html {
  const t = wordsOf(frame);
  const { register } = view.record;
  const words = {
    'data-button': t('checkButton'),
    'data-body': t('checkBody'),
    'data-entry': t('checkEntry', { entry: formatNumber(view.entry, frame.lang) }),
    'data-signature': t('checkSignature'),
    'data-unable': t('checkSignatureUnable'),
    'data-good': t('checkGood'),
    'data-bad': t('checkBad'),
  };
  // In quotes of the shell: a key holds signs that a shell would take for its own.
  const trusted = view.verifierKey === undefined ? '' : ` --key '${view.verifierKey}'`;
  const proofAddress = `/log/${register.name}/proof/${view.entry}`;
  return html`<section aria-labelledby="check"><h2 id="check">${t('checkHere')}</h2>
    <verify-proof${attributes(words)}>
    <p class="fallback">${t('checkNeedsScript')}</p>
    <div class="result" role="status"></div>
    <details><summary>${t('proof')}</summary>
    ${view.publicBody === null ? html`<p>${t('redactedBody')}</p>` : html`${block('body', t('proofBody'), view.publicBody.text)}${block('salt', t('proofSalt'), view.publicBody.salt)}`}
    ${block('entry', t('proofEntry'), view.entryText)}
    ${block('proof', t('proofPath'), view.proof ?? '')}
    ${view.verifierKey !== undefined && block('key', t('proofKey'), view.verifierKey)}
    </details>
    </verify-proof>
    <h3>${t('checkCommand')}</h3>
    <p>${t('checkCommandText')} <a href="${proofAddress}">${t('proofFile')}</a></p>
    <pre tabindex="0" lang="en"><code>laopedia verify ${frame.origin}/log/${register.name}${trusted}
laopedia verify proof-${view.entry}.txt${trusted}</code></pre>
    </section>`;
}

function block(name: string, title: string, text: string): Html {
  return html`<h3 id="proof-${name}">${title}</h3><pre tabindex="0" lang="en" aria-labelledby="proof-${name}" role="region" data-part="${name}">${text}</pre>`;
}
