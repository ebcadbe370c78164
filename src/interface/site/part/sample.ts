// The gold mark of invented records.
import { type Html, html } from '#lib/html';
import type { RecordView } from '../view.ts';
import { type Frame, wordsOf } from './frame.ts';

/** Whether a record says of itself that it is a sample. */
export function isSample({ register, item }: RecordView): boolean {
  const value = register.sample === undefined ? undefined : item[register.sample];
  return value === true || value === 'true';
}

/** The mark of a sample record, or nothing. */
export function sampleMark(record: RecordView, frame: Frame): Html | false {
  return isSample(record) && html` <span class="mark sample">${wordsOf(frame)('sampleMark')}</span>`;
}
