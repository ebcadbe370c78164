// The history of a record, newest first: each publication one block, old struck through, new beside it.
import { type Content, type Html, html } from '#lib/html';
import { findField } from '#register';
import { homeOf, recordAddress, registerAddress } from '../address.ts';
import { formatDate, formatNumber, formatTime } from '../format.ts';
import { runOf } from '../language.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, runHtml, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { organisationLinks } from '../part/provenance.ts';
import { sampleMark } from '../part/sample.ts';
import { type ValuePlace, valueHtml } from '../part/value.ts';
import { decodedKey, titleOf } from '../title.ts';
import type { EntryChange, HistoryBlock, HistoryView } from '../view.ts';
import type { Word } from '../words.ts';

/** The page of a record's history. */
export function historyPage(frame: Frame, view: HistoryView): Html {
  const t = wordsOf(frame);
  const { record } = view;
  const { register } = record;
  const title = titleOf(record, frame.lang);
  const content = html`${breadcrumb(frame, [
    { text: register.title[frame.lang], href: registerAddress(frame.lang, register.name) },
    { text: decodedKey(record.key), href: homeOf(frame.lang, register.name, record.key) },
    { text: t('historyOf') },
  ])}
    <header class="record"><p class="over">${t('historyOf')}</p>
    <h1>${runHtml(title, frame)}${sampleMark(record, frame)}</h1></header>
    <p class="lead">${t('historyLead')}</p>
    <ol class="history" reversed>${view.blocks.map(block => blockItem(block, view, frame))}</ol>`;
  const description = `${t('historyOf')}: ${title.text}`;
  return layout(frame, { title: description, description, content, section: 'registers', unlisted: true });
}

function blockItem(block: HistoryBlock, view: HistoryView, frame: Frame): Html {
  const t = wordsOf(frame);
  const href = `${recordAddress(frame.lang, view.record.register.name, view.record.key)}?as-at=${block.publication}`;
  return html`<li>
    <h2><time datetime="${block.time}">${formatTime(block.time, frame.lang)}</time></h2>
    <p class="by">${t('publishedBy')} ${organisationLinks(block.organisations, view.labels, frame)}</p>
    ${typeof block.basis === 'string' && html`<p class="hint">${t('basis')} ${runHtml(runOf(block.basis), frame)}</p>`}
    ${block.entries.map(entry => entryChanges(entry, view, frame))}
    <p class="more"><a href="${href}">${t('seeAsAt')}</a></p>
    </li>\n`;
}

function entryChanges(entry: EntryChange, view: HistoryView, frame: Frame): Html {
  const t = wordsOf(frame);
  const from =
    entry.validFrom === undefined ? '' : ` · ${t('validFrom', { date: formatDate(entry.validFrom, frame.lang) })}`;
  const { register } = view.record;
  const sample = register.sample === undefined ? undefined : findField(register.schema, register.sample);
  const changes = entry.changes.filter(({ field }) => field.name !== sample?.name);
  return html`<section class="entry"><h3>${t(operationWord(entry))} <span class="quiet">${t('entryNumber')} ${formatNumber(entry.number, frame.lang)}${from}</span></h3>
    ${changes.length === 0 && entry.op === 'put' && html`<p class="hint">${t('unchangedContent')}</p>`}
    ${changes.length > 0 && html`<dl class="changes">${changes.map(change => changeRow(change, entry, view, frame))}</dl>`}
    </section>`;
}

function operationWord({ op, changes }: EntryChange): Word {
  switch (op) {
    case 'put':
      return changes.length > 0 && changes.every(change => change.before === undefined) ? 'opAdded' : 'opCorrected';
    case 'withdraw':
      return 'opWithdrawn';
    case 'redact':
      return 'opRedacted';
    case 'succeed':
      return 'opSucceeded';
    default:
      throw new Error(`no such operation: ${op satisfies never}`);
  }
}

function changeRow(change: EntryChange['changes'][number], entry: EntryChange, view: HistoryView, frame: Frame): Html {
  const t = wordsOf(frame);
  const { register } = view.record;
  const place: ValuePlace = { frame, register, labels: view.labels, whole: false };
  const before = valueHtml(change.before, change.field, place);
  const after = valueHtml(change.after, change.field, place);
  const added = operationWord(entry) === 'opAdded';
  const old: Content =
    before === undefined ? html`<span class="quiet">${t('emptyValue')}</span>` : html`<del>${before}</del>`;
  const now: Content =
    after === undefined ? html`<span class="quiet">${t('emptyValue')}</span>` : html`<ins>${after}</ins>`;
  const both = html`<span class="old"><span class="unseen">${t('before')}: </span>${old}</span> <span class="arrow" aria-hidden="true">→</span> <span class="new"><span class="unseen">${t('after')}: </span>${now}</span>`;
  return html`<div><dt>${change.field.title[frame.lang]}</dt><dd>${added ? after : both}</dd></div>\n`;
}
