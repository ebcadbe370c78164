// Made-up views for looking at and testing the pages of the site: invented records, the real definitions. No database.
import { readFileSync } from 'node:fs';
import {
  type HistoryView,
  type HomeView,
  type ListView,
  labelKey,
  type PlaceView,
  type ProvinceCell,
  type RecordPageView,
  type RecordView,
  type RegistersView,
  type SearchView,
  type VerifyView,
} from '#interface/site';
import { parseStrictJson } from '#lib/canonical-json';
import { type Field, findField, type Item, type Register, readDefinition } from '#register';

const registersFolder = new URL('../../registers/', import.meta.url);

/** A standard register by its folder. */
export function standardRegister(name: string): Register {
  return readDefinition(parseStrictJson(readFileSync(new URL(`${name}/register.json`, registersFolder), 'utf8')));
}

export const enterprise = standardRegister('enterprise');
export const jurisdiction = standardRegister('jurisdiction');
export const article = standardRegister('article');
export const organisation = standardRegister('organisation');
export const indicator = standardRegister('indicator');

const names: readonly (readonly [string, string, string])[] = [
  ['01', 'ນະຄອນຫຼວງວຽງຈັນ', 'Vientiane Capital'],
  ['02', 'ຜົ້ງສາລີ', 'Phongsaly'],
  ['03', 'ຫຼວງນ້ຳທາ', 'Luangnamtha'],
  ['04', 'ອຸດົມໄຊ', 'Oudomxay'],
  ['05', 'ບໍ່ແກ້ວ', 'Bokeo'],
  ['06', 'ຫຼວງພະບາງ', 'Luangprabang'],
  ['07', 'ຫົວພັນ', 'Huaphanh'],
  ['08', 'ໄຊຍະບູລີ', 'Xayabouly'],
  ['09', 'ຊຽງຂວາງ', 'Xiengkhuang'],
  ['10', 'ວຽງຈັນ', 'Vientiane'],
  ['11', 'ບໍລິຄຳໄຊ', 'Bolikhamxay'],
  ['12', 'ຄຳມ່ວນ', 'Khammuane'],
  ['13', 'ສະຫວັນນະເຂດ', 'Savannakhet'],
  ['14', 'ສາລະວັນ', 'Salavan'],
  ['15', 'ເຊກອງ', 'Sekong'],
  ['16', 'ຈຳປາສັກ', 'Champasack'],
  ['17', 'ອັດຕະປື', 'Attapeu'],
  ['18', 'ໄຊສົມບູນ', 'Xaysomboun'],
];
const districts: readonly (readonly [string, string, string])[] = [
  ['0501', 'ຫ້ວຍຊາຍ', 'Huoixai'],
  ['0502', 'ຕົ້ນເຜິ້ງ', 'Tonpheung'],
  ['0503', 'ເມິງ', 'Meung'],
  ['0504', 'ຜາອຸດົມ', 'Pha Oudom'],
  ['0505', 'ປາກທາ', 'Paktha'],
];

/** Names of what the values point at. */
export const labels = new Map([
  [labelKey('jurisdiction', 'la'), { lo: 'ສປປ ລາວ', en: 'Lao PDR' }],
  ...[...names, ...districts].map(([code, lo, en]) => [labelKey('jurisdiction', code), { lo, en }] as const),
  [
    labelKey('organisation', 'moic-erm'),
    { lo: 'ກົມທະບຽນ ແລະ ຄຸ້ມຄອງວິສາຫະກິດ', en: 'Department of Enterprise Registration and Management' },
  ],
  [labelKey('organisation', 'mtc-dgc'), { lo: 'ສູນບໍລິຫານລັດດິຈິຕອນ', en: 'Digital Government Centre' }],
  [
    labelKey('organisation', 'mtc'),
    { lo: 'ກະຊວງເຕັກໂນໂລຊີ ແລະ ການສື່ສານ', en: 'Ministry of Technology and Communications' },
  ],
]);

const map = JSON.parse(readFileSync(new URL('jurisdiction/map.json', registersFolder), 'utf8')) as {
  cells: readonly { code: string; column: number; row: number }[];
};
const counts = [3120, 86, 132, 240, 412, 690, 150, 388, 201, 512, 333, 420, 1440, 210, 0, 1102, 97, 41];

/** The eighteen cells with invented counts. */
export const provinces: readonly ProvinceCell[] = names.map(([code, lo, en], place) => {
  const cell = map.cells.find(one => one.code === code);
  return { code, name: { lo, en }, column: cell?.column ?? 0, row: cell?.row ?? 0, count: counts[place] ?? 0 };
});

/** A record of a register. */
export function record(register: Register, key: string, item: Item, more: Partial<RecordView> = {}): RecordView {
  return {
    register,
    key,
    entry: 1024,
    time: '2026-11-20T03:15:00Z',
    item,
    withdrawn: false,
    publication: 1030,
    organisations: [register.custodian],
    ...more,
  };
}

const companies: readonly (readonly [string, string, string, string, string, string])[] = [
  ['ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ', 'Namkhong Coffee Co., Ltd', 'limited', 'C', '0501', 'active'],
  ['ຮ້ານ ແສງຈັນ ວັດສະດຸກໍ່ສ້າງ', 'Sengchanh Building Materials', 'sole', 'G', '0501', 'active'],
  ['ບໍລິສັດ ຂົນສົ່ງ ສາມຫຼ່ຽມຄຳ ຈຳກັດຜູ້ດຽວ', 'Golden Triangle Transport', 'sole-limited', 'H', '0502', 'suspended'],
  ['ເຮືອນພັກ ດອກຈຳປາ', 'Dok Champa Guesthouse', 'sole', 'I', '0504', 'active'],
  ['ສະຫະກອນ ກະສິກຳ ບ້ານນາຄຳ', '', 'cooperative', 'A', '0505', 'dissolved'],
];

/** An enterprise, invented. */
export function company(place: number): RecordView {
  const [name_lo, name_en, legal_form, activity, district, status] = companies[place % companies.length] ??
    companies[0] ?? ['', '', '', '', '', ''];
  const number = `01-${String(1234 + place).padStart(7, '0')}`;
  const item = {
    number,
    name_lo,
    ...(name_en === '' ? {} : { name_en }),
    legal_form,
    activity,
    business: 'ປຸງແຕ່ງ ແລະ ຈຳໜ່າຍກາເຟ, ຊາ ແລະ ຜະລິດຕະພັນກະສິກຳ ພາຍໃນ ແລະ ຕ່າງປະເທດ',
    place: district,
    address: 'ຖະໜົນ ສາຍກາງ, ບ້ານ ໂພນສະຫວ່າງ',
    capital: '1234567000',
    registered: '2023-03-22',
    status,
    sample: true,
  };
  return record(enterprise, number, item, { entry: 1024 + place });
}

const news: readonly (readonly [string, string, string, string])[] = [
  ['2026-001', 'ເປີດນຳໃຊ້ຂໍ້ມູນວິສາຫະກິດແຂວງບໍ່ແກ້ວ', 'Enterprise data of Bokeo opened', '2026-11-20'],
  [
    '2026-002',
    'ແຈ້ງການ ກ່ຽວກັບການລະວັງຂໍ້ຄວາມຫຼອກລວງ ທາງໂທລະສັບ ແລະ ສື່ສັງຄົມອອນລາຍ',
    'Notice on fraudulent messages',
    '2026-11-18',
  ],
  ['2026-003', 'ຝຶກອົບຮົມການນຳເຂົ້າຂໍ້ມູນໃຫ້ພະນັກງານ 5 ເມືອງ', 'Officers of five districts trained', '2026-11-12'],
];

/** A news item, invented. */
export function newsItem(place: number): RecordView {
  const [number = '', title_lo = '', title_en = '', published = ''] = news[place % news.length] ?? [];
  const body =
    '## ເນື້ອໃນ\n\nນີ້ແມ່ນຂ່າວຕົວຢ່າງ. ຂໍ້ມູນທີ່ນຳເຂົ້າແລ້ວຄົ້ນຫາໄດ້ທັນທີ.\n\n- ຂໍ້ໜຶ່ງ: **ຖືກຕ້ອງ**\n- ຂໍ້ສອງ: [ເວັບໄຊ](https://example.la/news)\n\nວັກສຸດທ້າຍ.';
  return record(article, number, {
    number,
    kind: 'news',
    title_lo,
    title_en,
    published,
    issuer: 'mtc-dgc',
    body,
    tags: ['ດິຈິຕອນ', 'ບໍ່ແກ້ວ'],
    sample: true,
  });
}

/** A place of the country. */
export function place(code: string): RecordView {
  const found = [...names, ...districts].find(([one]) => one === code);
  const [, name_lo = 'ສປປ ລາວ', name_en = 'Lao PDR'] = found ?? [];
  const kind = code === 'la' ? 'country' : code.length === 2 ? 'province' : 'district';
  const parent = code.length === 2 ? 'la' : code.slice(0, 2);
  return record(jurisdiction, code, {
    code,
    kind,
    name_lo,
    name_en,
    parent,
    lat: 20.32,
    lon: 100.52,
    aliases: ['Bokèo', 'Bo Keo'],
  });
}

const summaries = [
  { register: enterprise, records: 9572, changedAt: '2026-11-20T03:15:00Z' },
  { register: indicator, records: 128, changedAt: '2026-11-19T09:00:00Z' },
  { register: jurisdiction, records: 10234, changedAt: '2026-10-02T02:00:00Z' },
  { register: organisation, records: 86, changedAt: '2026-09-12T02:00:00Z' },
  { register: article, records: 3, changedAt: null },
].map(one => ({ ...one, origin: `data.example.la/log/${one.register.name}`, size: one.records + 12 }));

export const homeView: HomeView = {
  registers: summaries,
  recent: [
    {
      register: enterprise,
      time: '2026-11-20T03:15:00Z',
      publication: 1030,
      entries: 412,
      organisations: ['moic-erm'],
    },
    {
      register: enterprise,
      time: '2026-11-19T08:02:00Z',
      publication: 611,
      entries: 1,
      organisations: ['moic-erm'],
      only: { key: '01-0001234', title: { lo: 'ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ' } },
    },
    { register: indicator, time: '2026-11-19T02:00:00Z', publication: 120, entries: 18, organisations: ['mtc-dgc'] },
  ],
  provinces,
  latestNews: [0, 1, 2].map(newsItem),
  labels,
};

export const registersView: RegistersView = { registers: summaries, labels };

function fieldOf(register: Register, name: string): Field {
  const field = findField(register.schema, name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}

const value = (given: string, lo: string, en: string, count: number, chosen = false) => ({
  value: given,
  title: { lo, en },
  count,
  chosen,
});

export const listView: ListView = {
  register: enterprise,
  records: Array.from({ length: 25 }, (_, one) => company(one)),
  next: 'eyJrIjoxfQ',
  total: 412,
  facets: [
    {
      field: fieldOf(enterprise, 'legal_form'),
      values: [
        value('sole', 'ວິສາຫະກິດສ່ວນບຸກຄົນ', 'Sole trader', 240),
        value('limited', 'ບໍລິສັດຈຳກັດ', 'Limited company', 102),
        value('sole-limited', 'ບໍລິສັດຈຳກັດຜູ້ດຽວ', 'Sole limited company', 60),
      ],
    },
    {
      field: fieldOf(enterprise, 'place'),
      values: districts.map(([code, lo, en], one) => value(code, lo, en, 200 - one * 31, code === '0501')),
    },
    {
      field: fieldOf(enterprise, 'status'),
      values: [value('active', 'ເຄື່ອນໄຫວຢູ່', 'Active', 380), value('suspended', 'ໂຈະການເຄື່ອນໄຫວ', 'Suspended', 20)],
    },
  ],
  sort: 'number',
  q: '',
  filters: { place: ['0501'] },
  labels,
};

export const emptyListView: ListView = { ...listView, records: [], next: null, total: 0, facets: [], q: 'ບໍ່ມີ' };

export const recordPageView: RecordPageView = {
  record: company(0),
  inbound: [{ register: indicator, field: fieldOf(indicator, 'place'), count: 12 }],
  provinces,
  labels,
};

export const newsPageView: RecordPageView = { record: newsItem(1), inbound: [], provinces, labels };

export const pastPageView: RecordPageView = { ...recordPageView, asAt: '2026-10-01', validAt: '2026-10-01' };

export const withdrawnPageView: RecordPageView = {
  ...recordPageView,
  record: { ...company(2), withdrawn: true, successors: [{ key: '01-0009999', how: 'merged' }] },
};

export const laterPageView: RecordPageView = {
  ...recordPageView,
  record: { ...company(1), later: { validFrom: '2027-01-01', entry: 2000 } },
};

export const historyView: HistoryView = {
  record: company(0),
  blocks: [
    {
      publication: 1030,
      time: '2026-11-20T03:15:00Z',
      organisations: ['moic-erm'],
      basis: 'ຂໍ້ຕົກລົງ ເລກທີ 123/ຕົວຢ່າງ, ລົງວັນທີ 18 ພະຈິກ 2026',
      entries: [
        {
          number: 1024,
          op: 'put',
          changes: [
            { field: fieldOf(enterprise, 'name_lo'), before: 'ບໍລິສັດ ນ້ຳຂອງ ກາເຟ', after: 'ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ' },
            { field: fieldOf(enterprise, 'capital'), before: '500000000', after: '1234567000' },
            { field: fieldOf(enterprise, 'place'), before: '0502', after: '0501' },
            { field: fieldOf(enterprise, 'business'), after: 'ປຸງແຕ່ງ ແລະ ຈຳໜ່າຍກາເຟ' },
          ],
        },
      ],
    },
    {
      publication: 410,
      time: '2023-03-22T02:00:00Z',
      organisations: ['moic-erm', 'mtc-dgc'],
      entries: [
        {
          number: 400,
          op: 'put',
          validFrom: '2023-03-22',
          changes: [
            { field: fieldOf(enterprise, 'number'), after: '01-0001234' },
            { field: fieldOf(enterprise, 'name_lo'), after: 'ບໍລິສັດ ນ້ຳຂອງ ກາເຟ' },
            { field: fieldOf(enterprise, 'status'), after: 'active' },
          ],
        },
      ],
    },
  ],
  labels,
};

export const verifyView: VerifyView = {
  record: company(0),
  entry: 1024,
  entryText:
    '{"digests":{"public":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="},"form":"laopedia/entry/v1+sha256","key":"01-0001234","op":"put"}',
  publicBody: {
    text: '{"name_lo":"ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ","number":"01-0001234"}',
    salt: 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=',
  },
  checkpoint: {
    origin: 'data.example.la/log/enterprise',
    size: 1031,
    root: 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=',
    note: '',
  },
  proof:
    'c2sp.org/tlog-proof@v1\nindex 1024\nMDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n\ndata.example.la/log/enterprise\n1031\nMDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n\n— data.example.la/log/enterprise AAAAAA==\n',
  verifierKey: 'data.example.la/log/enterprise+12345678+AQIDBA==',
  state: 'anchored',
  labels,
};

export const searchView: SearchView = {
  q: 'ກາເຟ ບໍ່ແກ້ວ',
  answers: [],
  spelling: { held: 'exact' },
  places: [names[4], names[0], names[15]].flatMap(one => (one === undefined ? [] : [placeOf(...one)])),
  registers: summaries,
  labels,
  groups: [
    {
      register: enterprise,
      total: { count: 18, exact: true },
      filters: {},
      results: [0, 1, 2].map(one => ({
        key: `01-000123${one}`,
        title: String(company(one).item['name_lo']),
        sample: true,
        pieces: [
          { text: '…ປຸງແຕ່ງ ແລະ ຈຳໜ່າຍ', marked: false },
          { text: 'ກາເຟ', marked: true },
          { text: ', ຊາ ແລະ ຜະລິດຕະພັນກະສິກຳ ແຂວງ', marked: false },
          { text: 'ບໍ່ແກ້ວ', marked: true },
          { text: '…', marked: false },
        ],
      })),
    },
    {
      register: jurisdiction,
      total: { count: 1, exact: true },
      filters: {},
      results: [{ key: '05', title: 'ບໍ່ແກ້ວ', titlePieces: [{ text: 'ບໍ່ແກ້ວ', marked: true }], pieces: [], sample: false }],
    },
    { register: article, total: { count: 10_000, exact: false }, filters: {}, results: [] },
  ],
};

function placeOf(code: string, lo: string, en: string) {
  return { code, title: { lo, en } };
}

export const answerView: SearchView = {
  ...searchView,
  q: 'Bokeo',
  readAs: 'ບໍ່ແກ້ວ',
  place: placeOf('05', 'ບໍ່ແກ້ວ', 'Bokeo'),
  answers: [
    {
      record: place('05'),
      inside: {
        parents: [place('la')],
        counts: [{ register: enterprise, field: fieldOf(enterprise, 'place'), count: 412 }],
      },
    },
    { record: company(0) },
  ],
};

export const meantView: SearchView = {
  ...searchView,
  q: 'ກາແຟ',
  spelling: { held: 'near', text: 'ກາເຟ' },
  places: [],
};

export const nothingView: SearchView = {
  ...searchView,
  q: 'ຄຳທີ່ບໍ່ມີຢູ່ບ່ອນໃດ',
  spelling: { held: 'loose' },
  places: [],
  groups: [],
};

export const searchStartView: SearchView = { ...nothingView, q: '' };

export const placeView: PlaceView = {
  place: place('05'),
  parents: [place('la')],
  children: districts.map(([code]) => place(code)),
  counts: [
    { register: enterprise, field: fieldOf(enterprise, 'place'), count: 412 },
    { register: indicator, field: fieldOf(indicator, 'place'), count: 24 },
  ],
  provinces,
  labels,
};
