// All registers, with the office that answers for each.
import { type Html, html } from '#lib/html';
import { compareLao } from '#lib/lao';
import { registerAddress } from '../address.ts';
import { formatDay, formatNumber } from '../format.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { organisationLinks } from '../part/provenance.ts';
import type { RegisterSummary, RegistersView } from '../view.ts';

/** The page of all registers. */
export function registersPage(frame: Frame, view: RegistersView): Html {
  const t = wordsOf(frame);
  const title = ({ register }: RegisterSummary) => register.title[frame.lang];
  const registers = view.registers.toSorted((one, other) => compareLao(title(one), title(other)));
  const content = html`${breadcrumb(frame, [{ text: t('data') }])}
    <h1>${t('allRegisters')}</h1>
    <p class="lead">${t('registersLead')}</p>
    <ul class="timetable wide">${registers.map(summary => registerLine(summary, view, frame))}</ul>`;
  return layout(frame, { title: t('allRegisters'), description: t('registersLead'), content, section: 'registers' });
}

function registerLine({ register, records, changedAt }: RegisterSummary, view: RegistersView, frame: Frame): Html {
  const t = wordsOf(frame);
  const { lang } = frame;
  const changed = changedAt === null ? t('notYet') : t('changedOn', { date: formatDay(changedAt, lang) });
  return html`<li><h2><a href="${registerAddress(lang, register.name)}">${register.title[lang]}</a></h2>
    <span class="count">${t('records', { count: formatNumber(records, lang) })}</span>
    <p>${register.description?.[lang] ?? ''}</p>
    <p class="hint">${t('custodian')}: ${organisationLinks([register.custodian], view.labels, frame)} · ${changed}
    ${register.licence !== undefined && html` · <span lang="en">${register.licence}</span>`}</p></li>\n`;
}
