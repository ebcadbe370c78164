// Every type of page with a made-up view, by name: what the tests walk through and what a person looks at.
import {
  type AssetAddresses,
  aboutPage,
  type Frame,
  failurePage,
  historyPage,
  homePage,
  listPage,
  placePage,
  recordPage,
  registersPage,
  searchPage,
  verifyPage,
} from '#interface/site';
import type { Html } from '#lib/html';
import * as views from './site-views.ts';

/** A frame for previews. */
export function previewFrame(lang: 'lo' | 'en', path: string, assets: AssetAddresses): Frame {
  return {
    lang,
    path,
    origin: 'https://data.example.la',
    sample: true,
    news: true,
    madeAt: '2026-11-22T03:00:00Z',
    assets,
  };
}

/** The pages by name; the name is also the address behind the language. */
export const pages: Readonly<Record<string, (frame: Frame) => Html>> = {
  '': frame => homePage(frame, views.homeView),
  registers: frame => registersPage(frame, views.registersView),
  list: frame => listPage(frame, views.listView),
  'list-empty': frame => listPage(frame, views.emptyListView),
  record: frame => recordPage(frame, views.recordPageView),
  'record-news': frame => recordPage(frame, views.newsPageView),
  'record-past': frame => recordPage(frame, views.pastPageView),
  'record-withdrawn': frame => recordPage(frame, views.withdrawnPageView),
  'record-later': frame => recordPage(frame, views.laterPageView),
  history: frame => historyPage(frame, views.historyView),
  verify: frame => verifyPage(frame, views.verifyView),
  'verify-waiting': frame =>
    verifyPage(frame, { ...views.verifyView, state: 'waiting', proof: null, checkpoint: null }),
  'verify-broken': frame => verifyPage(frame, { ...views.verifyView, state: 'broken' }),
  search: frame => searchPage(frame, views.searchView),
  'search-nothing': frame => searchPage(frame, views.nothingView),
  'search-answer': frame => searchPage(frame, views.answerView),
  'search-meant': frame => searchPage(frame, views.meantView),
  'search-start': frame => searchPage(frame, views.searchStartView),
  place: frame => placePage(frame, views.placeView),
  about: aboutPage,
  absent: frame => failurePage(frame, { kind: 'absent' }),
  fault: frame => failurePage(frame, { kind: 'fault', reference: 'k3f9-22ab' }),
};
