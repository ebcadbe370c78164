// The public site: pages in Lao and English, made on the server, that work without script.
export { type Asset, type Assets, openAssets } from './assets.ts';
export { type Labels, labelKey } from './labels.ts';
export { aboutPage } from './page/about.ts';
export { type Failure, type FailureKind, failurePage } from './page/failure.ts';
export { historyPage } from './page/history.ts';
export { homePage } from './page/home.ts';
export { listPage } from './page/list.ts';
export { placePage } from './page/place.ts';
export { recordPage } from './page/record.ts';
export { registersPage } from './page/registers.ts';
export { searchPage } from './page/search.ts';
export { verifyPage } from './page/verify.ts';
export type { AssetAddresses, Frame } from './part/frame.ts';
export type * from './view.ts';
