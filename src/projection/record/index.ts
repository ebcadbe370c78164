// Records: what the log says of each key, today and at any past moment.

export { countBy } from './count-by.ts';
export { type CurrentRecord, readCurrent } from './current.ts';
export { type FeedEntry, readFeed } from './feed.ts';
export type { Filters } from './filter.ts';
export { findRecord, type RecordView, type Succession } from './find.ts';
export { recordFold } from './fold.ts';
export { type HistoryBlock, type HistoryChange, type HistoryEntry, readHistory } from './history.ts';
export { listRecords, mostRows } from './list.ts';
export type { ListedRecord, ListPage, ListQuery } from './list-query.ts';
export { type Moment, sizeAt } from './moment.ts';
export { columnOf, isScalar, tableOf } from './physical.ts';
export { recordRefusals } from './refusals.ts';
