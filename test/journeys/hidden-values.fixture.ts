// Two installations with the same publications, alike in everything but what is hidden: values of the government's and the
// custodian's fields, names of officers and approvers, and a proposal that waits. It judges nothing.
import type { Definition } from '#register';
import { type AppServer, openAppServer, signAll } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';

const title = (lo: string, en: string) => ({ title: { lo, en } });
const places = {
  name: 'jurisdiction',
  ...title('ສະຖານທີ່', 'Places'),
  schema: {
    primaryKey: ['code'],
    fields: [
      { name: 'code', type: 'string', ...title('ລະຫັດ', 'Code') },
      { name: 'kind', type: 'string', ...title('ປະເພດ', 'Kind') },
      { name: 'name_lo', type: 'string', as: 'lao-name', ...title('ຊື່ລາວ', 'Lao name'), search: 'title' },
      { name: 'name_en', type: 'string', ...title('ຊື່ອັງກິດ', 'English name') },
      { name: 'parent', type: 'string', as: 'jurisdiction', ...title('ຂຶ້ນກັບ', 'Part of') },
    ],
  },
};
const hidden = (visibility: 'government' | 'custodian') => ({ visibility, facet: true, search: 'text' });
const enterprises = {
  name: 'enterprise',
  ...title('ວິສາຫະກິດ', 'Enterprises'),
  schema: {
    primaryKey: ['number'],
    fields: [
      { name: 'number', type: 'string', ...title('ເລກທີ', 'Number') },
      { name: 'name_lo', type: 'string', as: 'lao-name', ...title('ຊື່', 'Name'), search: 'title' },
      { name: 'activity', type: 'string', ...title('ກິດຈະການ', 'Activity'), facet: true, search: 'text' },
      { name: 'place', type: 'string', as: 'jurisdiction', ...title('ບ່ອນຕັ້ງ', 'Place'), facet: true },
      { name: 'since', type: 'date', ...title('ວັນທີ', 'Since') },
      { name: 'capital', type: 'integer', ...title('ທຶນ', 'Capital') },
      { name: 'tax_class', type: 'string', ...title('ຊັ້ນອາກອນ', 'Tax class'), ...hidden('government') },
      { name: 'tax_paid', type: 'integer', ...title('ອາກອນ', 'Tax'), visibility: 'government' },
      { name: 'debt', type: 'decimal', ...title('ໜີ້', 'Debt'), visibility: 'custodian' },
      { name: 'owner', type: 'string', ...title('ເຈົ້າຂອງ', 'Owner'), ...hidden('custodian') },
      { name: 'home', type: 'string', as: 'jurisdiction', ...title('ບ້ານ', 'Home'), visibility: 'custodian' },
    ],
  },
};

/** Names of the fields that nobody else may know the values of. */
export const hiddenFields = ['tax_class', 'tax_paid', 'debt', 'owner', 'home'] as const;

/** A world: its hidden values all hold this word, or are numbers that begin with this one. */
export interface World {
  readonly word: string;
  readonly number: string;
}

/** The two. */
export const worlds: readonly [World, World] = [
  { word: 'ລັບໜຶ່ງ', number: '771' },
  { word: 'ລັບສອງຍາວກວ່າ', number: '993355' },
];

const count = 60;

function companies({ word, number }: World, from: number, until: number, activity: string) {
  const isFirst = word === worlds[0].word;
  return Array.from({ length: until - from }, (_, place) => {
    const at = from + place;
    const open = {
      number: `05-${String(at).padStart(4, '0')}`,
      name_lo: `ບໍລິສັດ ນ້ຳຂອງ ${at}`,
      activity: at % 3 === 0 ? activity : 'ຄ້າຂາຍ',
      place: at % 2 === 0 ? '0501' : '0502',
      since: `20${String(10 + (at % 12))}-03-${String(1 + (at % 28)).padStart(2, '0')}`,
      capital: at * 1000,
    };
    // Some values are there in one world only, and hidden references lead to different places.
    const owned = at % 5 === (isFirst ? 0 : 1) ? {} : { owner: `${word} ${(at * (isFirst ? 7 : 11)) % count}` };
    const taxed = { tax_class: `${word}${at % (isFirst ? 2 : 5)}`, tax_paid: Number(`${number}${at}`) };
    return { ...open, ...owned, ...taxed, debt: `${number}.${at}`, home: isFirst ? '0501' : '0502' };
  });
}

/** An installation as anybody meets it. */
export interface Installation {
  readonly world: World;
  readonly walk: Walk;
  readonly server: AppServer;
}

/** Opens the installation of a world, with everything published and signed. */
export async function openInstallation(world: World): Promise<Installation> {
  const walk = await openWalk();
  const who = { officer: `ພະນັກງານ ${world.word}`, approvers: [`ຜູ້ອະນຸມັດ ${world.word}`] };
  const bring = (register: string, items: readonly unknown[], more: object = {}) =>
    bringIn(walk, register, jsonLines(items), { ...who, basis: 'ຂໍ້ຕົກລົງ 12', ...more });
  for (const definition of [places, enterprises]) await define(walk, definition as unknown as Definition);
  await bring('jurisdiction', [
    { code: '05', kind: 'province', name_lo: 'ບໍ່ແກ້ວ', name_en: 'Bokeo' },
    { code: '0501', kind: 'district', name_lo: 'ຫ້ວຍຊາຍ', name_en: 'Houayxay', parent: '05' },
    { code: '0502', kind: 'district', name_lo: 'ຕົ້ນເຜິ້ງ', name_en: 'Tonpheung', parent: '05' },
  ]);
  await bring('enterprise', companies(world, 0, count, 'ກາເຟ'));
  await bring('enterprise', companies(world, 0, 10, 'ຊາ'));
  const hiddenOnly = { owner: `${world.word} ໃໝ່`, tax_paid: Number(`${world.number}0`) };
  await bring('enterprise', [{ number: '05-0020', ...hiddenOnly }]);
  await bring('enterprise', [{ number: '05-0030', gone: 'x' }], {
    mapping: { withdraw: { field: 'gone', equals: 'x' } },
  });
  const waiting = { number: `05-${world.number}`, name_lo: `ບໍລິສັດ ${world.word}`, owner: world.word };
  await bring('enterprise', [waiting], { approvers: [] });
  await signAll(walk);
  return { world, walk, server: await openAppServer(walk) };
}

/** Closes it. */
export async function closeInstallation({ server, walk }: Installation): Promise<void> {
  await server.close();
  await walk.close();
}
