// The front page: search, the registers, the country as a map, what changed, the news.
import { type Html, html } from '#lib/html';
import { homeOf, pageAddress, registerAddress } from '../address.ts';
import { formatDay, formatNumber } from '../format.ts';
import { titleIn } from '../language.ts';
import { type Frame, runHtml, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { organisationLinks } from '../part/provenance.ts';
import { provinceList, provinceMap } from '../part/province-map.ts';
import { registerTable } from '../part/register-table.ts';
import { sampleMark } from '../part/sample.ts';
import { searchForm } from '../part/search-form.ts';
import { decodedKey, titleOf } from '../title.ts';
import type { HomeView, RecentChange, RecordView } from '../view.ts';

/** The front page. */
export function homePage(frame: Frame, view: HomeView): Html {
  const t = wordsOf(frame);
  const content = html`<div class="front">
    <div class="hero">
    <h1>${t('homeTitle')}</h1>
    <p class="lead">${t('homeLead')}</p>
    ${searchForm(frame, '')}
    </div>
    <section class="registers" aria-labelledby="data"><h2 id="data">${t('data')}</h2>
    ${registerTable(view.registers, frame)}
    <p class="more"><a href="${pageAddress(frame.lang, 'registers')}">${t('allRegisters')}</a></p>
    </section>
    ${view.provinces.length > 0 && provinces(view, frame)}
    ${view.latestNews.length > 0 && news(view, frame)}
    ${view.recent.length > 0 && recent(view, frame)}
    </div>`;
  return layout(frame, { title: '', description: t('homeLead'), content, script: frame.assets.suggestScript });
}

function provinces({ provinces: cells }: HomeView, frame: Frame): Html {
  const t = wordsOf(frame);
  return html`<section class="country" aria-labelledby="provinces"><h2 id="provinces">${t('provinces')}</h2>
    ${provinceMap(cells, frame)}
    <p class="hint">${t('provincesCaption')}</p>
    ${provinceList(cells, frame)}
    </section>`;
}

function news({ latestNews }: HomeView, frame: Frame): Html {
  const t = wordsOf(frame);
  return html`<section aria-labelledby="news"><h2 id="news">${t('news')}</h2>
    <ul class="dated">${latestNews.map(record => newsItem(record, frame))}</ul>
    <p class="more"><a href="${registerAddress(frame.lang, 'article')}">${t('allNews')}</a></p>
    </section>`;
}

function newsItem(record: RecordView, frame: Frame): Html {
  const day = record.item['published'];
  const title = runHtml(titleOf(record, frame.lang), frame);
  return html`<li><span class="date">${formatDay(typeof day === 'string' ? day : record.time, frame.lang)}</span>
    <a href="${homeOf(frame.lang, record.register.name, record.key)}">${title}</a>${sampleMark(record, frame)}</li>\n`;
}

function recent({ recent: changes, labels }: HomeView, frame: Frame): Html {
  const t = wordsOf(frame);
  const items = changes.map(
    change => html`<li><span class="date">${formatDay(change.time, frame.lang)}</span>
      ${changeLink(change, frame)} <span class="quiet">${organisationLinks(change.organisations, labels, frame)}</span></li>\n`,
  );
  return html`<section aria-labelledby="recent"><h2 id="recent">${t('recent')}</h2><ul class="dated">${items}</ul></section>`;
}

function changeLink({ register, only, entries }: RecentChange, frame: Frame): Html {
  const { lang } = frame;
  if (only !== undefined)
    return html`<a href="${homeOf(lang, register.name, only.key)}">${runHtml(titleIn(only.title, lang, decodedKey(only.key)), frame)}</a>`;
  const count = wordsOf(frame)('recentMany', { count: formatNumber(entries, lang) });
  return html`<a href="${registerAddress(lang, register.name)}">${register.title[lang]}</a>: ${count}`;
}
