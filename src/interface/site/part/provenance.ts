// The foot of a record: who published it, when, under which number, and what can be done with it. Always the same place.
import { type Html, html, joinHtml } from '#lib/html';
import { homeOf, recordAddress, recordJsonAddress } from '../address.ts';
import { formatNumber, formatTime } from '../format.ts';
import { type Labels, labelKey } from '../labels.ts';
import { titleIn } from '../language.ts';
import type { RecordView } from '../view.ts';
import { type Frame, runHtml, wordsOf } from './frame.ts';

/** The provenance of a record with its links: history, verify, download, say this is wrong. */
export function provenance(record: RecordView, labels: Labels, frame: Frame): Html {
  const t = wordsOf(frame);
  const { register, key } = record;
  return html`<section class="provenance" aria-labelledby="provenance">
    <h2 id="provenance">${t('provenance')}</h2>
    <dl>
    <div><dt>${t('publishedBy')}</dt><dd>${organisationLinks(record.organisations, labels, frame)}</dd></div>
    <div><dt>${t('publishedOn')}</dt><dd><time datetime="${record.time}">${formatTime(record.time, frame.lang)}</time></dd></div>
    <div><dt>${t('entryNumber')}</dt><dd class="figure">${formatNumber(record.entry, frame.lang)}</dd></div>
    </dl>
    <ul class="acts">
    <li><a href="${recordAddress(frame.lang, register.name, key, 'history')}">${t('history')}</a></li>
    <li><a href="${recordAddress(frame.lang, register.name, key, 'verify')}">${t('verify')}</a></li>
    <li><a href="${recordJsonAddress(register.name, key)}">${t('download')} (JSON)</a></li>
    <li>${wrongLink(record, frame)}</li>
    </ul>
    </section>`;
}

/** The offices by name, each a link to its record. */
export function organisationLinks(codes: readonly string[], labels: Labels, frame: Frame): Html {
  const links = codes.map(code => {
    const title = titleIn(labels.get(labelKey('organisation', code)) ?? {}, frame.lang, code);
    return html`<a href="${homeOf(frame.lang, 'organisation', code)}">${runHtml(title, frame)}</a>`;
  });
  return joinHtml(links, ', ');
}

function wrongLink({ register }: RecordView, frame: Frame): Html {
  const office = register.contact ?? register.custodian;
  return html`<a href="${homeOf(frame.lang, 'organisation', office)}">${wordsOf(frame)('wrong')}</a>`;
}
