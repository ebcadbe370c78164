// The page that answers "has this been changed?": one sentence, then how one knows, then the proof for those who want it.
import { type Html, html } from '#lib/html';
import { homeOf, registerAddress } from '../address.ts';
import { formatNumber } from '../format.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, runHtml, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { sampleMark } from '../part/sample.ts';
import { verifyProof } from '../part/verify-proof.ts';
import { decodedKey, titleOf } from '../title.ts';
import type { VerifyView } from '../view.ts';

/** The page of a record's proof. */
export function verifyPage(frame: Frame, view: VerifyView): Html {
  const t = wordsOf(frame);
  const { record } = view;
  const { register } = record;
  const title = titleOf(record, frame.lang);
  const content = html`${breadcrumb(frame, [
    { text: register.title[frame.lang], href: registerAddress(frame.lang, register.name) },
    { text: decodedKey(record.key), href: homeOf(frame.lang, register.name, record.key) },
    { text: t('verify') },
  ])}
    <header class="record"><p class="over">${runHtml(title, frame)}${sampleMark(record, frame)}</p>
    ${sentence(view, frame)}</header>
    ${view.state === 'anchored' && how(view, frame)}
    ${view.state === 'anchored' && verifyProof(view, frame)}`;
  const description = `${t('verify')}: ${title.text}`;
  const page = { title: description, description, content, section: 'registers', unlisted: true } as const;
  return layout(frame, view.state === 'anchored' ? { ...page, script: frame.assets.verifyScript } : page);
}

function sentence({ state }: VerifyView, frame: Frame): Html {
  const t = wordsOf(frame);
  switch (state) {
    case 'anchored':
      return html`<h1 class="verdict holds"><span class="sign" aria-hidden="true">✓</span> ${t('verifyHolds')}</h1>`;
    case 'waiting':
      return html`<h1 class="verdict waits"><span class="sign" aria-hidden="true">…</span> ${t('verifyWaits')}</h1><p class="lead">${t('verifyWaitsText')}</p>`;
    case 'broken':
      return html`<h1 class="verdict broken"><span class="sign" aria-hidden="true">!</span> ${t('verifyBroken')}</h1><p class="lead">${t('verifyBrokenText')}</p>`;
    default:
      throw new Error(`no such state: ${state satisfies never}`);
  }
}

function how(view: VerifyView, frame: Frame): Html {
  const t = wordsOf(frame);
  const entry = formatNumber(view.entry, frame.lang);
  const size = formatNumber(view.checkpoint?.size ?? 0, frame.lang);
  return html`<section aria-labelledby="how"><h2 id="how">${t('howKnown')}</h2>
    <ol class="steps"><li>${t('howOne')}</li><li>${t('howTwo', { entry })}</li><li>${t('howThree', { size })}</li></ol>
    </section>`;
}
