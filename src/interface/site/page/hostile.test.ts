// Pages made from hostile values: whatever a register or a reader gives, it stays text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '#lib/canonical-json';
import { readDefinition } from '#register';
import { previewFrame } from '#test/site-pages';
import { article, historyView, labels, listView, placeView, record, searchView, verifyView } from '#test/site-views';
import { labelKey } from '../labels.ts';
import { failurePage } from './failure.ts';
import { historyPage } from './history.ts';
import { listPage } from './list.ts';
import { placePage } from './place.ts';
import { recordPage } from './record.ts';
import { searchPage } from './search.ts';
import { verifyPage } from './verify.ts';

const bad = `"><img src=x onerror=alert(1)></textarea><script>alert(1)</script>'\u202etxt`;
const frame = previewFrame('lo', `/search?q=${bad}`, {
  style: '/s.css',
  icon: '/i.svg',
  verifyScript: '/v.js',
  suggestScript: '/n.js',
});

const types: readonly (readonly [name: string, type: string, as?: string])[] = [
  ['t', 'string'],
  ['lao', 'string', 'lao-text'],
  ['md', 'string', 'markdown'],
  ['code', 'string', 'code'],
  ['place', 'string', 'jurisdiction'],
  ['office', 'string', 'organisation'],
  ['number', 'string', 'identifier'],
  ['phone', 'string', 'phone'],
  ['mail', 'string', 'e-mail'],
  ['url', 'string', 'url'],
  ['both', 'string', 'bilingual'],
  ['whole', 'integer'],
  ['real', 'number'],
  ['exact', 'decimal'],
  ['money', 'money'],
  ['day', 'date'],
  ['moment', 'date-time'],
  ['flag', 'boolean'],
  ['list', 'list'],
  ['thing', 'object'],
  ['shape', 'geometry'],
  ['file', 'file'],
];
const title = { lo: `ຂໍ້ມູນ ${bad}`, en: bad };
const register = readDefinition({
  name: 'hostile',
  title,
  description: title,
  custodian: 'x',
  schema: {
    primaryKey: ['t'],
    fields: types.map(([name, type, as]) => ({
      name,
      type,
      ...(as === undefined ? {} : { as }),
      title,
      description: title,
      unit: bad,
      ...(name === 't' ? { search: 'title' } : {}),
    })),
  },
  view: { list: types.map(([name]) => name), page: types.map(([name]) => name) },
});
const values: Readonly<Record<string, JsonValue>> = {
  both: { lo: bad, en: bad },
  list: [bad, bad],
  thing: { [bad]: bad },
  shape: { type: bad, coordinates: [bad, bad] },
};
const item = Object.fromEntries(types.map(([name]) => [name, values[name] ?? bad]));
const hostile = record(register, encodeURIComponent(bad).replaceAll('~', '%7E'), item, { organisations: [bad] });
const named = new Map([...labels, [labelKey('organisation', bad), { lo: bad, en: bad }]]);

const made: Readonly<Record<string, () => string>> = {
  record: () => recordPage(frame, { record: hostile, inbound: [], provinces: [], labels: named }).text,
  withdrawn: () =>
    recordPage(frame, {
      record: { ...hostile, withdrawn: true, successors: [{ key: bad, how: bad }] },
      inbound: [],
      provinces: [],
      labels: named,
      asAt: bad,
      validAt: bad,
    }).text,
  list: () =>
    listPage(frame, {
      ...listView,
      register,
      records: [hostile],
      facets: [
        {
          field: register.schema.fields[0] ?? listView.facets[0]?.field ?? fail(),
          values: [{ value: bad, title, count: 1, chosen: true }],
        },
      ],
      q: bad,
      sort: bad,
      next: bad,
      after: bad,
      asAt: bad,
      filters: { t: [bad], [bad]: [bad] },
      labels: named,
    }).text,
  history: () =>
    historyPage(frame, {
      ...historyView,
      record: hostile,
      blocks: [
        {
          publication: 1,
          time: bad,
          organisations: [bad],
          basis: bad,
          entries: [
            {
              number: 1,
              op: 'put',
              validFrom: bad,
              changes: register.schema.fields.map(field => ({
                field,
                before: item[field.name] ?? null,
                after: item[field.name] ?? null,
              })),
            },
          ],
        },
      ],
    }).text,
  verify: () =>
    verifyPage(frame, {
      ...verifyView,
      record: hostile,
      entryText: bad,
      proof: bad,
      verifierKey: bad,
      publicBody: { text: bad, salt: bad },
    }).text,
  search: () =>
    searchPage(frame, {
      ...searchView,
      q: bad,
      readAs: bad,
      spelling: { held: 'near', text: bad },
      answers: [{ record: hostile, inside: { parents: [hostile], counts: [] } }],
      place: { code: bad, title: { lo: bad, en: bad } },
      labels: named,
      groups: [
        {
          register,
          filters: { [bad]: [bad] },
          results: [
            {
              key: bad,
              title: bad,
              sample: false,
              pieces: [
                { text: bad, marked: true },
                { text: bad, marked: false },
              ],
            },
          ],
        },
      ],
    }).text,
  place: () => placePage(frame, { ...placeView, place: { ...placeView.place, key: bad, item }, labels: named }).text,
  failure: () => failurePage(frame, { kind: 'invalid', sentence: bad, next: bad, reference: bad }).text,
};

function fail(): never {
  throw new Error('no field');
}

const known = new Set(
  `html head meta title link script body a p header div nav ul ol li main footer span b h1 h2 h3 h4 section article dl dt dd
   form label input button details summary table caption thead tbody tr th td time code pre del ins mark br strong svg rect
   text figure figcaption verify-proof suggest-names`.split(/\s+/),
);

const scripts: Readonly<Record<string, string>> = { verify: '/v.js', list: '/n.js', search: '/n.js', failure: '/n.js' };

describe('a page from hostile values', () => {
  for (const [name, make] of Object.entries(made))
    it(`has only its own elements and attributes: ${name}`, () => {
      const page = make();
      const elements = [...page.matchAll(/<\/?([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)];
      for (const [whole, element = '', given = ''] of elements) {
        assert.ok(known.has(element.toLowerCase()), whole);
        for (const [, attribute = ''] of given.matchAll(/\s([a-z-]+)(?:="[^"]*")?/gi))
          assert.doesNotMatch(attribute, /^on|^style$/);
      }
      assert.equal(page.split('<').length - 1, elements.length + 1, 'every < begins an element (and the doctype)');
      const script = scripts[name];
      assert.deepEqual(
        [...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag),
        script === undefined ? [] : [`<script src="${script}" type="module">`],
      );
      assert.doesNotMatch(page, /href="\s*(?:javascript|data|vbscript):/i);
      assert.doesNotMatch(page, /[\u202a-\u202e\u2066-\u2069]/, 'no override of direction is left');
      assert.match(page, /&lt;script&gt;/, 'and the text is there to read');
    });

  it('gives an address of the web only to a web address', () => {
    const urls = ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'ftp://x', ' https://x'];
    for (const url of urls) {
      const page = recordPage(frame, {
        record: { ...hostile, item: { t: 'x', url } },
        inbound: [],
        provinces: [],
        labels,
      });
      assert.match(page.text, /<a class="breakable" href="#"/, url);
    }
  });

  it('shows markdown of a register as text where it holds HTML', () => {
    const body = `# ${bad}\n\n[x](javascript:alert(1)) ${bad}`;
    const news = record(article, '1', { number: '1', title_lo: 'ຂ່າວ', body });
    assert.doesNotMatch(
      recordPage(frame, { record: news, inbound: [], provinces: [], labels }).text,
      /<img|href="javascript/,
    );
  });
});
