// Search beside publishing: what answers a question stays the same, in the same order, while somebody else publishes hundreds of
// records that have nothing to do with it; what is published is found with its publication, and gone with its withdrawal.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { openStore } from '#store';
import { type AppServer, openAppServer } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { folds } from '../../src/app/folds.ts';

const provinces =
  'ຜົ້ງສາລີ ຫຼວງນ້ຳທາ ອຸດົມໄຊ ບໍ່ແກ້ວ ຫຼວງພະບາງ ຫົວພັນ ໄຊຍະບູລີ ຊຽງຂວາງ ວຽງຈັນ ບໍລິຄຳໄຊ ຄຳມ່ວນ ສະຫວັນນະເຂດ ສາລະວັນ ເຊກອງ ຈຳປາສັກ ອັດຕະປື';
const kinds = 'ໂຮງຮຽນ ໂຮງໝໍ ຕະຫຼາດ ທ່າເຮືອ ສວນສາທາລະນະ ຫໍພິພິທະພັນ';
const villages = 'ໂພນໄຊ ດອນກາງ ນາແກ ຫ້ວຍຊາຍ ທ່າແຂກ ໜອງບົວ ປາກແບງ ພູຄູນ ສີວິໄລ ວັງວຽງ ຊຳເໜືອ ຄຳຕື້'.split(' ');
const notes = ['ເປີດທຸກວັນຈັນຫາວັນສຸກ', 'ກຳລັງກໍ່ສ້າງຕຶກໃໝ່', 'ມີບ່ອນຈອດລົດ ແລະ ຮ້ານອາຫານ', 'ສ້ອມແປງແລ້ວໃນປີ 2024', 'ຮັບສະໝັກພະນັກງານ'];

// A name, its beginning, its kind, a text, two words, another spelling, another encoding, Latin letters, a key, a typing error.
const questions = [
  'ໂຮງຮຽນບ້ານໂພນໄຊ ແຂວງບໍ່ແກ້ວ',
  'ຫໍພິພິທະພັນບ້ານວັງ',
  'ຕະຫຼາດ',
  'ກໍ່ສ້າງຕຶກ',
  'ຮ້ານອາຫານ ຈຳປາສັກ',
  'ຕະຫລາດ ຫລວງພະບາງ',
  'ຄໍາມ່ວນ',
  'Ponsay Savannakhet',
  'p-17',
  'ໂຮງຮຽນບ້ານຫ້ວຍຊາ ຊຽງຂວາງ',
];
const publications = 30;
const rowsEach = 10;

let walk: Walk;
let server: AppServer;
/** Who publishes: a process of its own as the database sees it, with connections of its own. */
let other: Walk;

before(async () => {
  walk = await openWalk();
  const fields = [
    { name: 'id', type: 'string' },
    { name: 'name', type: 'string', as: 'lao-name' },
    { name: 'note', type: 'string', as: 'lao-text' },
  ];
  for (const name of ['place', 'song']) await define(walk, { name, schema: { primaryKey: ['id'], fields } });
  const places = provinces
    .split(' ')
    .flatMap(province => kinds.split(' ').flatMap(kind => villages.map(one => `${kind}ບ້ານ${one} ແຂວງ${province}`)));
  const rows = places.map((name, at) => ({ id: `p-${at}`, name, note: notes[at % notes.length] }));
  await bringIn(walk, 'place', jsonLines(rows));
  server = await openAppServer(walk);
  const store = await openStore({ databaseUrl: walk.store.url, dataFolder: tmpdir(), as: 'command', folds });
  other = { ...walk, store, close: () => store.close() };
});
after(async () => {
  await other.close();
  await server.close();
  await walk.close();
});

async function answersTo(question: string): Promise<string[]> {
  const answer = await server.http.inject({ url: '/api/v1/search', query: { q: question, limit: '10' } });
  assert.equal(answer.statusCode, 200, answer.body);
  const { results } = answer.json() as { results: { register: string; key: string }[] };
  return results.map(({ register, key }) => `${register}/${key}`);
}

const syllables = 'ເພງ ດົນ ຕີ ຟ້ອນ ແຄນ ລຳ ຊິ່ງ ປີ່ ກອງ ຂຸ່ຍ ເຊີ້ງ ໝູ່ ຝົນ ເມກ ໝອກ ຟ້າ ແມງ ຜີ ເສື້ອ'.split(' ');
const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, at) => syllables[(seed * 7 + at * at * 3 + at) % syllables.length]).join('');

/** One file of somebody else's: new songs, and other words for those of a file before it; into both registers by turns. */
async function publishOthers(round: number): Promise<void> {
  const song = (number: number) => ({ id: `s-${number}`, name: words(number, 3), note: words(round + number, 9) });
  const added = Array.from({ length: rowsEach }, (_, at) => song(round * rowsEach + at));
  const corrected = round < 2 ? [] : added.map((_, at) => song((round - 2) * rowsEach + at));
  const { published } = await bringIn(other, round % 2 === 0 ? 'song' : 'place', jsonLines([...added, ...corrected]));
  assert.ok(published, `round ${round}`);
}

describe('while somebody else publishes', () => {
  it('the first ten answers to ten questions stay the same, in the same order', async () => {
    const at = new Map<string, readonly string[]>();
    for (const question of questions) {
      at.set(question, await answersTo(question));
      assert.ok((at.get(question) ?? []).length > 0, question);
    }
    const publishing = { done: false };
    const published = (async () => {
      for (let round = 0; round < publications; round++) await publishOthers(round);
    })().finally(() => {
      publishing.done = true;
    });
    published.catch(() => {});
    let asked = 0;
    for (; !publishing.done || asked < 3; asked++)
      for (const question of questions)
        assert.deepEqual(await answersTo(question), at.get(question), `${question}, asked for the ${asked + 1}. time`);
    await published;
    for (const question of questions) assert.deepEqual(await answersTo(question), at.get(question), question);
  });

  it('a record is found as soon as it is published, changes with its correction, and is gone with its withdrawal', async () => {
    const publishing = { done: false };
    const published = (async () => {
      for (let round = publications; !publishing.done; round++) await publishOthers(round);
    })();
    published.catch(() => {});
    try {
      for (let turn = 0; turn < 5; turn++) {
        const key = `place/bridge-${turn}`;
        const row = (name: string, note: string) => jsonLines([{ id: `bridge-${turn}`, name, note }]);
        await bringIn(walk, 'place', row('ຂົວມິດຕະພາບ', 'ຂ້າມແມ່ນ້ຳຂອງ'));
        assert.equal((await answersTo('ຂົວມິດຕະພາບ'))[0], key);
        assert.equal((await answersTo('Mittaphap'))[0], key);
        await bringIn(walk, 'place', row('ອຸໂມງສາມັກຄີ', 'ລອດພູ'));
        assert.equal((await answersTo('ອຸໂມງສາມັກຄີ'))[0], key);
        assert.ok(!(await answersTo('ຂົວມິດຕະພາບ')).includes(key));
        await bringIn(walk, 'place', row('ອຸໂມງສາມັກຄີ', 'ປິດ'), {
          mapping: { withdraw: { field: 'note', equals: 'ປິດ' } },
        });
        assert.ok(!(await answersTo('ອຸໂມງສາມັກຄີ')).includes(key));
        assert.ok(!(await answersTo(`bridge-${turn}`)).includes(key));
      }
    } finally {
      publishing.done = true;
      await published;
    }
  });
});
