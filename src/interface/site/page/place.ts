// A place: what it belongs to, what lies within it, and the data of each register there.
import { type Html, html } from '#lib/html';
import { pageAddress, placeAddress, recordAddress } from '../address.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, runHtml, wordsOf } from '../part/frame.ts';
import { inboundLinks } from '../part/inbound.ts';
import { layout } from '../part/layout.ts';
import { provinceCodeOf } from '../part/place-code.ts';
import { provenance } from '../part/provenance.ts';
import { placeMap, provinceMap } from '../part/province-map.ts';
import { recordNotices } from '../part/record-notices.ts';
import { titleOf } from '../title.ts';
import type { PlaceView, RecordView } from '../view.ts';
import { recordHeading } from './record.ts';

/** The page of a place. */
export function placePage(frame: Frame, view: PlaceView): Html {
  const t = wordsOf(frame);
  const { place } = view;
  const title = titleOf(place, frame.lang);
  const steps = view.parents.map(parent => ({
    text: runHtml(titleOf(parent, frame.lang), frame),
    href: placeAddress(frame.lang, parent.key),
  }));
  const content = html`${breadcrumb(frame, [{ text: t('data'), href: pageAddress(frame.lang, 'registers') }, ...steps, { text: runHtml(title, frame) }])}
    <article>
    ${recordNotices({ record: place, inbound: [], provinces: [], labels: view.labels }, frame)}
    ${recordHeading({ record: place, labels: view.labels }, 'kind', frame)}
    <div class="columns">
    <div>
    ${countsSection(view, title.text, frame)}
    ${view.children.length > 0 && childrenSection(view, title.text, frame)}
    </div>
    <div class="aside">${map(view, frame)}</div>
    </div>
    ${provenance(place, view.labels, frame)}
    </article>`;
  const description = t('placeCounts', { place: title.text });
  return layout(frame, { title: title.text, description, content, section: 'registers' });
}

function countsSection(view: PlaceView, name: string, frame: Frame): Html {
  const t = wordsOf(frame);
  const counts = view.counts.filter(({ register, count }) => count > 0 && register.name !== 'jurisdiction');
  return html`<section aria-labelledby="data"><h2 id="data">${t('placeCounts', { place: name })}</h2>
    ${counts.length === 0 ? html`<p class="quiet">${t('noPlaceCounts')}</p>` : inboundLinks(view.place.key, counts, frame)}
    <p class="more"><a href="${recordAddress(frame.lang, 'jurisdiction', view.place.key)}">${t('placeRecord')}</a></p>
    </section>`;
}

function childrenSection(view: PlaceView, name: string, frame: Frame): Html {
  return html`<section aria-labelledby="within"><h2 id="within">${wordsOf(frame)('placeChildren', { place: name })}</h2>
    <ul class="provinces">${view.children.map(child => childItem(child, frame))}</ul></section>`;
}

function childItem(child: RecordView, frame: Frame): Html {
  return html`<li><a href="${placeAddress(frame.lang, child.key)}"><span class="number">${child.key}</span>
    ${runHtml(titleOf(child, frame.lang), frame)}</a></li>\n`;
}

function map({ place, provinces }: PlaceView, frame: Frame): Html | false {
  const code = provinceCodeOf(place);
  if (code !== undefined) return placeMap(provinces, code, frame);
  return provinces.length > 0 && provinceMap(provinces, frame);
}
