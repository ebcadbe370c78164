// Requests as absurd as they come, to pages, API and log, with the answer each must get. It sends nothing.
import type { BadInput } from './bad-input.fixture.ts';

/** A request and its answer: the code of the problem, or `page` or plain text with its status. */
export interface BadRequest {
  readonly item: BadInput;
  readonly path: string;
  readonly code: string;
}

const api = '/api/v1/registers/sample';
const queries = (item: BadInput, code: string, paths: readonly string[]): BadRequest[] =>
  paths.map(path => ({ item, path, code }));
const long = 'a'.repeat(10_000);
const thousand = Array.from({ length: 1000 }, (_, at) => `n${at}=1`).join('&');

/** The cases. */
export const badRequests: readonly BadRequest[] = [
  ...queries('absurd queries', 'rest/bad-parameter', [
    `${api}/records?limit=-1`,
    `${api}/records?limit=1e3`,
    `${api}/records?limit=99999999999999999999`,
    `${api}/records?limit=%EF%BC%91%EF%BC%90`,
    `${api}/records?limit=0x10`,
    `${api}/records?limit=`,
    `${api}/entries?from=-1`,
    '/api/v1/search?q=',
    '/api/v1/search?q=%00',
    `/api/v1/search?q=${'ກ'.repeat(201)}`,
  ]),
  ...queries('absurd queries', 'rest/given-twice', [`${api}/records?limit=1&limit=2`, '/api/v1/search?q=a&q=b']),
  ...queries('absurd queries', 'record/unknown-field', [
    `${api}/records?__proto__=1`,
    `${api}/records?constructor=1`,
    `${api}/records?name[$ne]=1`,
    `${api}/records?f.limit.from=1`,
    `${api}/records?sort=1;select`,
    `${api}/records?sort=-__proto__`,
    `${api}/counts?by=%27%20or%201=1--`,
    `${api}/records?%00=1`,
    `${api}/records?%FF=1`,
    `${api}/records?${thousand.slice(0, 7000)}`,
  ]),
  ...queries('absurd queries', 'rest/too-long', [`${api}/records?q=${long}`, `${api}/records?${thousand}${thousand}`]),
  ...queries('absurd queries', 'rest/unknown-parameter', ['/api/v1/search?q=a&callback=alert(1)', `${api}?x=1`]),
  ...queries('absurd queries', 'rest/no-such-register', [
    '/api/v1/registers/__proto__',
    '/api/v1/registers/%00',
    '/api/v1/search?q=a&register=../sample',
    `/api/v1/registers/${'x'.repeat(5000)}/records`,
  ]),
  ...queries('absurd queries', 'page 400', [
    '/lo/sample?__proto__=1',
    '/en/sample?sort=%3Cscript%3E',
    `/lo/search?q=${'a'.repeat(501)}`,
    `/en/sample?${'note=1&'.repeat(21)}`,
    '/lo/sample?as-at=2026-02-31',
    '/en/sample/q1?as-at=tomorrow',
    '/lo/sample/q1?valid-at=9999-99-99',
    `/lo/sample?q=${long}`,
    '/lo/%ff',
    '/en/sample/%ff',
  ]),
  ...queries('absurd queries', 'page 200', [
    '/lo/search?q=%00',
    '/lo/search?q=%FF',
    '/en/search?q=%25&q=b',
    '/lo/sample?limit=-1',
  ]),
  ...queries('absurd paths', 'page 404', [
    '/lo/../../etc/passwd',
    '/lo/..%2f..%2fetc%2fpasswd',
    '/en/sample/%00',
    '/en/sample/..%2f..%2fetc',
    `/lo/sample/${'a'.repeat(5000)}`,
    '/lo/__proto__',
    '/lo/sample/q1/history/x',
    '/style.css/../../../etc/passwd',
    '//evil.example/x',
    '/lo//sample',
    '/lo/sample/%e2%80%ae',
  ]),
  ...queries('absurd paths', 'rest/no-such-record', [
    `${api}/records/%00`,
    `${api}/records/..%2f..%2f`,
    `${api}/records/%F0%9F%98%80`,
    `${api}/records/~~~~`,
    `${api}/records/${'ກ'.repeat(300)}`,
    `${api}/records/q1%E2%80%AE`,
  ]),
  ...queries('absurd paths', 'rest/not-understood', [
    `${api}/records/%ff`,
    '/api/v1/%c0%80',
    '/api/v1/registers/%ed%a0%80',
  ]),
  ...queries('absurd paths', 'rest/no-such-address', [
    `${api}/../../etc`,
    '/api/v2',
    '/api/v1/registers//records/x/y/z',
  ]),
  ...queries('absurd paths', 'log-api/no-such-log', [
    '/log/none/checkpoint',
    '/log/%00/key',
    '/log/__proto__/key',
    `/log/${'x'.repeat(5000)}/key`,
  ]),
  ...queries('absurd paths', 'log-api/bad-path', [
    '/log/sample/tile/..%2f..%2fetc%2fpasswd',
    '/log/sample/tile/0/-1',
    '/log/sample/tile/0/x999999999999/000',
    '/log/sample/tile/99/000',
    '/log/sample/tile/entries/%EF%BC%90%EF%BC%90%EF%BC%90',
    '/log/sample/public/%00',
    '/log/sample/tile/0/000.p/257',
    '/log/sample/tile/0/000.p/0',
  ]),
  ...queries('absurd paths', 'log-api/no-such-tile', ['/log/sample/tile/0/x999/000', '/log/sample/tile/0/000.p/255']),
  ...queries('absurd paths', 'log-api/bad-number', [
    '/log/sample/proof/-1',
    '/log/sample/proof/1e3',
    `/log/sample/proof/${'9'.repeat(99)}`,
  ]),
  ...queries('absurd paths', 'log-api/no-such-entry', ['/log/sample/proof/999999999999999']),
  ...queries('absurd paths', 'log-api/bad-sizes', [
    '/log/sample/consistency',
    '/log/sample/consistency?from=5&to=1',
    '/log/sample/consistency?from=0&to=999999999999999',
    '/log/sample/consistency?from[]=1&to[]=2',
    '/log/sample/consistency?from=1&from=2&to=2',
  ]),
  ...queries('absurd paths', 'rest/not-understood', ['/log/%ff/key', '/log/sample/tile/%ff']),
  ...queries('header splitting', '303', [
    '/lang/lo?to=/lo/%0d%0aset-cookie:%20stolen=1',
    '/lang/en?to=%2Fen%2F%0Aset-cookie:%20stolen=1',
    '/lang/lo?to=/lo/%E5%98%8A%E5%98%8Dset-cookie:stolen=1',
  ]),
  ...queries('header splitting', 'page 404', ['/lo/sample/%0d%0aset-cookie:%20stolen=1']),
  ...queries('header splitting', '308', ['/lo/sample/?q=%0d%0aset-cookie:%20stolen=1']),
  ...queries('header splitting', 'rest/no-such-register', ['/api/v1/registers/%0d%0aset-cookie:stolen=1/export.csv']),
];
