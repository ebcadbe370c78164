// A whole register as a stream: from it an equal one can be made, and nothing in it can be changed unseen.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonicalJson, type JsonObject } from '#lib/canonical-json';
import { formatCheckpoint, generateSigner, openSigner, signNote } from '#lib/note';
import { listRecords } from '#projection/record';
import { getRegister } from '#store';
import { openPublished, type Published, type Row } from '#test/published';
import { exportRegister, type RsfPart, readRsf } from './index.ts';

const definition = {
  name: 'whole',
  title: { lo: 'ທັງໝົດ', en: 'Whole' },
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', type: 'string' },
      { name: 'name', type: 'string' },
      { name: 'owner', type: 'string', visibility: 'custodian' },
    ],
  },
};
const rowOf = (number: number, name: string): Row => [
  `k${number}`,
  { id: `k${number}`, name, owner: `owner ${number}` },
];
let published: Published;
let whole: Buffer;

before(async () => {
  published = await openPublished();
  await published.define(definition);
  await published.publishRows(
    'whole',
    Array.from({ length: 30 }, (_, at) => rowOf(at, `ຊື່\t${at}`)),
  );
  await published.publishRows('whole', [rowOf(3, 'ປ່ຽນແລ້ວ'), ['k4', null]]);
  whole = await streamOf();
});
after(() => published.close());

async function streamOf(): Promise<Buffer> {
  const stored = await getRegister(published.store.public, 'whole');
  const { stream } = await exportRegister(published.store.public, stored, { format: 'rsf', tier: 'public' });
  return Buffer.concat(await Array.fromAsync(stream));
}

async function read(bytes: Buffer, pieceBytes = 1000): Promise<RsfPart[]> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  return Array.fromAsync(readRsf(pieces()));
}

describe('a whole register as a stream', () => {
  it('folds to the records and the root of the register it came from', async () => {
    const stored = await getRegister(published.store.public, 'whole');
    const records = new Map<string, string>();
    for (const part of await read(whole)) {
      if (part.kind !== 'entry') continue;
      const { op, key } = part.entry;
      if (op === 'withdraw') records.delete(String(key));
      if (op === 'put') records.set(String(key), canonicalJson(JSON.parse(part.open?.body ?? 'null') as JsonObject));
    }
    const listed = (await listRecords(published.store.public, stored, { limit: 1000 })).records;
    assert.deepEqual([...records].sort(), listed.map(({ key, item }) => [key, canonicalJson(item)]).sort());
    const heads = await published.store.app`select root, size from laopedia.head where register_id = ${stored.id}`;
    const end = (await read(whole)).at(-1);
    assert.ok(end?.kind === 'end');
    assert.deepEqual([Buffer.from(end.root), end.size], [heads[0]?.['root'], Number(heads[0]?.['size'])]);
  });

  it('gives the exact bytes of the log, in any pieces, and nothing hidden', async () => {
    const stored = await getRegister(published.store.public, 'whole');
    const entries = await published.store
      .app`select bytes from laopedia.entry where register_id = ${stored.id} order by number`;
    for (const pieceBytes of [1, 7, 100_000]) {
      const given = (await read(whole, pieceBytes)).flatMap(part => (part.kind === 'entry' ? [part.bytes] : []));
      assert.deepEqual(
        given,
        entries.map(row => row['bytes']),
      );
    }
    assert.ok(!whole.includes('owner 1'));
  });

  it('is refused where any byte of it is another', async () => {
    const behindHead = whole.indexOf('\n') + 1;
    for (let at = behindHead; at < whole.length; at += 37) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (at % 7));
      await assert.rejects(read(spoilt), { name: 'Refusal' }, `byte ${at}`);
    }
  });

  it('is refused where it breaks off, has a line twice, without one, or goes on', async () => {
    for (const length of [0, 10, whole.length - 1, whole.lastIndexOf('end')])
      await assert.rejects(read(whole.subarray(0, length)), { name: 'Refusal' });
    const lines = whole.toString().split('\n').slice(0, -1);
    const join = (some: readonly string[]) => Buffer.from(`${some.join('\n')}\n`);
    for (const at of [1, 5, lines.length - 2]) {
      await assert.rejects(read(join(lines.toSpliced(at, 1))), { name: 'Refusal' });
      await assert.rejects(read(join(lines.toSpliced(at, 0, lines[at] ?? ''))), { name: 'Refusal' });
    }
    await assert.rejects(read(Buffer.concat([whole, Buffer.from('entry\t{}\n')])), { code: 'export/rsf-form' });
  });

  it('names the line whose body is not what was published', async () => {
    const changed = whole.toString().replace('ປ່ຽນແລ້ວ', 'ປ່ຽນແຫຼ້ວ');
    const line = changed.split('\n').findIndex(text => text.includes('ປ່ຽນແຫຼ້ວ')) + 1;
    await assert.rejects(read(Buffer.from(changed)), { code: 'export/rsf-digest', facts: { line } });
  });

  it('lets a redacted body be absent', async () => {
    const lines = whole.toString().split('\n');
    lines[5] = lines[5]?.split('\t').slice(0, 2).join('\t') ?? '';
    assert.equal((await read(Buffer.from(lines.join('\n')))).at(-1)?.kind, 'end');
  });

  it('bears the newest signed checkpoint, which must be a state it went through', async () => {
    const stored = await getRegister(published.store.public, 'whole');
    const entries = (await read(whole)).filter(part => part.kind === 'entry').length;
    const end = (await read(whole)).at(-1);
    assert.ok(end?.kind === 'end');
    const signer = openSigner(generateSigner(stored.origin.replaceAll('/', '.')).skey);
    const noteOf = (root: Uint8Array) =>
      signNote(formatCheckpoint({ origin: stored.origin, size: entries, root }), [signer]);
    await keepCheckpoint(stored.id, entries, end.root, noteOf(end.root));
    const [head] = await read(await streamOf());
    assert.ok(head?.kind === 'head' && head.checkpoint === noteOf(end.root));
    await keepCheckpoint(stored.id, entries, end.root, noteOf(new Uint8Array(32)));
    await assert.rejects(read(await streamOf()), { code: 'export/rsf-root' });
  });
});

async function keepCheckpoint(id: number, size: number, root: Uint8Array, note: string): Promise<void> {
  const table = published.store.owner('laopedia.checkpoint');
  await published.store.owner`
    insert into ${table} (register_id, size, root, note, anchored) values (${id}, ${size}, ${root}, ${note}, true)
    on conflict (register_id, size) do update set note = excluded.note`;
}
