// Text in the encodings that really arrive, and the exact place where one breaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, readSample } from './sample-file.ts';

const table = 'ລະຫັດ,ຊື່\n1,ບ້ານ ໂພນສີ\n2,😀 x\n';
const rows = [
  ['ລະຫັດ', 'ຊື່'],
  ['1', 'ບ້ານ ໂພນສີ'],
  ['2', '😀 x'],
];

function utf16(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

test('UTF-8 and UTF-16 are read with and without their marks', async () => {
  for (const mark of ['', '\ufeff']) {
    assert.deepEqual((await readSample(mark + table)).texts, rows);
    for (const isBig of [false, true]) {
      const file = await readSample(utf16(mark + table, isBig));
      assert.deepEqual(file.texts, rows);
      assert.equal(file.encoding, isBig ? 'utf-16be' : 'utf-16le');
      assert.ok(file.notes.some(note => note.code === file.encoding));
    }
  }
});

test('a character cut by the edge of a piece is read whole', async () => {
  const filler = `${'ຂໍ້ມູນ😀,x\n'.repeat(40_000)}`;
  for (const shift of ['', 'a', 'aa', 'aaa']) {
    const text = `h,${shift}\n${filler}`;
    for (const bytes of [Buffer.from(text), utf16(`\ufeff${text}`, false)]) {
      const file = await readSample(bytes);
      assert.equal(file.texts.length, 40_001);
      assert.ok(file.texts.slice(1).every(texts => texts[0] === 'ຂໍ້ມູນ😀' && texts[1] === 'x'));
    }
  }
});

test('Thai, Chinese and western files from before Unicode are read and the guess is noted', async () => {
  const western = Buffer.from('name,note\nJosé,naïve “x”\nZoë,ok\n', 'latin1');
  western[western.indexOf(0x1c)] = 0x93;
  western[western.indexOf(0x1d)] = 0x94;
  const thai = Buffer.from('6e616d652c6e6f74650ac7d1b9b7d5e82cbac3d4c9d1b70ab7d5e8cdc2d9e82c330a', 'hex');
  const chinese = Buffer.from(
    '69642c6e616d650ab1b1bea9b4f3d1a72cc9cfbaa3cad00ad6d0b9fac8cbc3f12cc0cfcece0ac4a5b6a1bfdab0b62cccfac2b7b9abcbbe0a',
    'hex',
  );
  const taiwanese = Buffer.from(
    '69642c6e616d650aa578a55fa46abec72ca457aefca5ab0aa4a4b0eaa448a5c12cb971b8dc0aa661a77d2cc54bb8f4a4bda5710a',
    'hex',
  );
  const cases = [
    [western, 'windows-1252', 'José'],
    [thai, 'windows-874', 'วันที่'],
    [chinese, 'gb18030', '北京大学'],
    [taiwanese, 'big5', '台北大學'],
  ] as const;
  for (const [bytes, label, first] of cases) {
    const file = await readSample(bytes);
    assert.equal(file.encoding, label);
    assert.equal(file.texts[1]?.[0], first);
    assert.deepEqual(file.notes, [{ code: label }]);
  }
});

test('text in a legacy Lao font is not taken for Thai or Chinese', async () => {
  // "ສະບາຍດີ" and the like as typed with fonts that put Lao letters on Latin codes.
  const bytes = Buffer.from(
    'name,note\n\xa6\xbd\xae\xbe\xa8\xa9\xef,\xaa\xf8\xbe\xa4\n\xa7\xf6\xc8,\xa2\xd0\xb4\xf8\xb9\n',
    'latin1',
  );
  const file = await readSample(bytes);
  assert.equal(file.encoding, 'windows-1252');
  assert.equal(file.texts[1]?.[0], '¦½®¾¨©ï');
});

test('a mark is believed before a declaration', async () => {
  const file = await readSample(Buffer.from('\ufeffຊື່,b\n1,2\n'), { encoding: 'windows-874' });
  assert.deepEqual([file.encoding, file.texts[0]?.[0]], ['utf-8', 'ຊື່']);
});

test('a declared encoding is believed, an unknown one refused', async () => {
  const file = await readSample(Buffer.from('61a1\x0a', 'latin1'), { encoding: 'windows-874' });
  assert.equal(file.encoding, 'windows-874');
  assert.equal((await problemOf('a,b\n', { encoding: 'klingon' }))?.code, 'unsupported-encoding');
  const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]);
  assert.equal((await problemOf(utf32))?.code, 'unsupported-encoding');
});

test('UTF-8 with a bad byte is refused with the row and the byte', async () => {
  const good = Buffer.from('ລະຫັດ,ຊື່\n1,ບ້ານ\n2,');
  const bytes = Buffer.concat([good, Buffer.from([0xff]), Buffer.from('x\n3,ເມືອງ\n')]);
  const problem = await problemOf(bytes);
  assert.deepEqual(
    [problem?.code, problem?.row, problem?.byte, problem?.given],
    ['invalid-encoding', 3, good.length, '0xFF'],
  );
});

test('the bad byte is found far into a large file', async () => {
  const good = Buffer.from('ລະຫັດ,ຊື່\n'.repeat(30_000));
  const problem = await problemOf(Buffer.concat([good, Buffer.from([0xe0, 0xba]), Buffer.from('\nx,y\n')]));
  assert.deepEqual([problem?.code, problem?.row, problem?.byte], ['invalid-encoding', 30_001, good.length]);
});

test('bytes cut off inside the last character are refused', async () => {
  const bytes = Buffer.from('a,b\n1,ລາວ');
  const problem = await problemOf(bytes.subarray(0, bytes.length - 1));
  assert.deepEqual([problem?.code, problem?.row], ['invalid-encoding', 2]);
});

test('UTF-8 that was declared or marked is held to it', async () => {
  const latin = Buffer.from('a,b\nJosé,1\n', 'latin1');
  assert.equal((await problemOf(latin, { encoding: 'utf-8' }))?.code, 'invalid-encoding');
  assert.equal((await problemOf(Buffer.concat([Buffer.from('\ufeff'), latin])))?.code, 'invalid-encoding');
});

test('half a surrogate pair in UTF-16 is refused with its row and byte', async () => {
  const problem = await problemOf(utf16('\ufeffa,b\n1,x\ud800y\n', false));
  assert.deepEqual([problem?.code, problem?.row, problem?.byte], ['lone-surrogate', 2, 16]);
  assert.equal((await problemOf(utf16('\ufeffa,b\n1,\ud83d', false)))?.code, 'lone-surrogate');
});
