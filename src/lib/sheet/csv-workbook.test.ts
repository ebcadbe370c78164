// CSV files as people make them: dialects, quotes, line ends, encodings, and what is refused with its row.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, readSample } from './sample-file.ts';

async function textsOf(content: Uint8Array | string) {
  return (await readSample(content)).texts;
}

test('every usual delimiter is found', async () => {
  for (const delimiter of [',', ';', '\t', '|', ':']) {
    const file = await readSample(['a,b,c', '1,2,3', '4,5,6', ''].join('\n').replaceAll(',', delimiter));
    assert.equal(file.delimiter, delimiter);
    assert.equal(file.format, delimiter === '\t' ? 'tsv' : 'csv');
    assert.deepEqual(file.texts, [
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5', '6'],
    ]);
  }
});

test('decimal commas do not hide a semicolon, nor times a comma', async () => {
  assert.equal((await readSample('x;y\n1,5;2,5\n3,5;4,5\n')).delimiter, ';');
  assert.equal((await readSample('x,y\n12:30,13:45\n08:15,09:00\n')).delimiter, ',');
});

test('delimiters inside quotes do not count', async () => {
  const file = await readSample('a;b\n"x,y,z,w";1\n"x,y,z,w";2\n');
  assert.equal(file.delimiter, ';');
  assert.deepEqual(file.texts[1], ['x,y,z,w', '1']);
});

test('a list of sentences or times is one column', async () => {
  const list = 'remark\nit rained, then it stopped\nnothing\nnothing more\nthe end\nno\nyes\nwell\n';
  assert.ok((await textsOf(list)).every(texts => texts.length === 1));
  assert.deepEqual(await textsOf('time\n12:30\n13:45\n'), [['time'], ['12:30'], ['13:45']]);
});

test('spaces part measurements, but not words or telephone numbers', async () => {
  assert.equal((await readSample('t x\n0.1 2.25\n0.2 2.5\n0.3 -1.5e-3\n')).delimiter, ' ');
  for (const content of ['020 5555 1234\n020 5555 1235\n020 5555 1236\n021 1 2\n', 'a b\nc d\ne f\ng h\n']) {
    assert.equal((await readSample(content)).delimiter, undefined);
  }
});

test('spaces part quoted cells', async () => {
  const file = await readSample('"name" "note, if any"\n"ຄຳ" "a b"\n"ແກ້ວ" "c, d"\n');
  assert.equal(file.delimiter, ' ');
  assert.deepEqual(file.texts[2], ['ແກ້ວ', 'c, d']);
});

test('preambles, blank lines and ragged rows stay as they are', async () => {
  assert.deepEqual(await textsOf('Report 2026\n\na,b,c\n1,2\n1,2,3,4\n,,\n'), [
    ['Report 2026'],
    [],
    ['a', 'b', 'c'],
    ['1', '2'],
    ['1', '2', '3', '4'],
    ['', '', ''],
  ]);
});

test('row numbers count records, so that a line break inside quotes does not shift them', async () => {
  const { sheets } = await readSample('a,b\n"one\r\ntwo",x\n\n3,y\n');
  assert.deepEqual(
    sheets[0]?.rows.map(row => [row.number, row.texts]),
    [
      [1, ['a', 'b']],
      [2, ['one\r\ntwo', 'x']],
      [3, []],
      [4, ['3', 'y']],
    ],
  );
});

test('LF, CR, CRLF and CRCRLF end a line, a mixture is noted, and the last line needs none', async () => {
  const wanted = [
    ['a', 'b'],
    ['1', '2'],
    ['3', ''],
  ];
  for (const end of ['\n', '\r', '\r\n', '\r\r\n']) {
    const file = await readSample(`a,b${end}1,2${end}3,`);
    assert.deepEqual(file.texts, wanted);
    assert.deepEqual(file.notes, []);
  }
  const mixed = await readSample('a,b\r\n1,2\n3,');
  assert.deepEqual(mixed.texts, wanted);
  assert.deepEqual(mixed.notes, [{ code: 'mixed-line-ends' }]);
});

test('quotes may be doubled or backslashed, and spaces may stand around them', async () => {
  assert.deepEqual(await textsOf('a,b\n"he said ""hi""",1\n'), [
    ['a', 'b'],
    ['he said "hi"', '1'],
  ]);
  const backslashed = await readSample('a,b\n"he said \\"hi\\", twice",1\n"C:\\\\x",2\n');
  assert.deepEqual(backslashed.texts.slice(1), [
    ['he said "hi", twice', '1'],
    ['C:\\x', '2'],
  ]);
  assert.deepEqual(backslashed.notes, [{ code: 'backslash-escapes' }]);
  assert.deepEqual(await textsOf('a, b,c\n1 , "2,2" ,  3\n'), [
    ['a', ' b', 'c'],
    ['1 ', '2,2', '  3'],
  ]);
});

test('a path that ends in a backslash does not make backslashes escape', async () => {
  assert.deepEqual((await textsOf('a,b\n"C:\\dir\\",1\n"C:\\",2\n'))[1], ['C:\\dir\\', '1']);
});

test('single quotes quote where no double quote does', async () => {
  assert.deepEqual(await textsOf("a,b\n'x,y',1\n'it''s',2\n"), [
    ['a', 'b'],
    ['x,y', '1'],
    ["it's", '2'],
  ]);
  assert.deepEqual((await textsOf("a,b\n'0123,1\n'0456,2\n"))[1], ["'0123", '1']);
});

test('a cell of three quotes is a stray quote, unless it begins a cell that is closed later', async () => {
  const stray = await readSample('a,b\n1,"""\n"2",x\n');
  assert.deepEqual(stray.texts, [
    ['a', 'b'],
    ['1', '"'],
    ['2', 'x'],
  ]);
  assert.deepEqual(stray.notes, [{ code: 'stray-quote', row: 2 }]);
  assert.deepEqual((await readSample('a,b\n1,"""')).texts[1], ['1', '"']);
  assert.deepEqual((await readSample('a,b\n1,"""\ntwo lines"\n')).texts[1], ['1', '"\ntwo lines']);
});

test('a stray quote on one line is taken as it stands and noted', async () => {
  const file = await readSample('a,b\n"Nam Ngum" dam,1\n"he said "hi" there",2\n3,4\n');
  assert.deepEqual(file.texts.slice(1), [
    ['"Nam Ngum" dam', '1'],
    ['he said "hi" there', '2'],
    ['3', '4'],
  ]);
  assert.deepEqual(file.notes, [{ code: 'stray-quote', row: 2 }]);
});

test('a quote left open is refused with the row it opens in', async () => {
  const toTheEnd = await problemOf('a,b\n1,2\n3,"x\n4,5\n');
  assert.deepEqual([toTheEnd?.code, toTheEnd?.row, toTheEnd?.column], ['unclosed-quote', 3, 2]);
  const metByAnother = await problemOf('a,b\n1,"x\n2,"y"\n3,"z"\n');
  assert.deepEqual([metByAnother?.code, metByAnother?.row], ['unclosed-quote', 2]);
  const long = await problemOf(`a,b\n1,"x\n${'2,y\n'.repeat(400_000)}`, { limits: { cellChars: 1_000_000 } });
  assert.deepEqual([long?.code, long?.row], ['unclosed-quote', 2]);
});

test('a cell, a row or a header beyond the limits is refused with its place', async () => {
  const limits = { cellChars: 100_000, rowChars: 250_000, columns: 50 };
  const big = 'x'.repeat(600_000);
  for (const content of [`a,b\n1,${big}\n`, `a,b\n1,"${big}"\n`]) {
    const problem = await problemOf(content, { limits });
    assert.deepEqual([problem?.code, problem?.row, problem?.column], ['too-large-cell', 2, 2]);
  }
  const row = await problemOf(`a,b,c\n${`${'x'.repeat(90_000)},`.repeat(5)}\n`, { limits });
  assert.equal(row?.code, 'too-large-cell');
  const columns = await problemOf(`a,b\n${'1,'.repeat(60)}\n`, { limits });
  assert.deepEqual([columns?.code, columns?.row], ['too-many-columns', 2]);
});

test('the line `sep=` of Excel names the delimiter and is no row', async () => {
  const file = await readSample('sep=|\r\na|b,c\r\n1|2\r\n');
  assert.equal(file.delimiter, '|');
  assert.deepEqual(file.texts, [
    ['a', 'b,c'],
    ['1', '2'],
  ]);
  assert.equal(file.notes[0]?.code, 'sep-line');
});

test('NUL characters are removed and noted', async () => {
  const file = await readSample('name,b\nx\0y,2\nlong enough to be text,4\n');
  assert.deepEqual(file.texts[1], ['xy', '2']);
  assert.deepEqual(file.notes, [{ code: 'nul-removed' }]);
});

test('headers such as __proto__ or none at all, twice or empty, are cells like others', async () => {
  assert.deepEqual(await textsOf('__proto__,a,a,\nconstructor,,x,1\n'), [
    ['__proto__', 'a', 'a', ''],
    ['constructor', '', 'x', '1'],
  ]);
});

test('a header alone is one row', async () => {
  assert.deepEqual(await textsOf('a,b,c'), [['a', 'b', 'c']]);
});

test('nothing but line ends, spaces or a mark is an empty file', async () => {
  for (const content of ['', '\n', '\r\n\r\n', '  \t \n', '\ufeff', '\ufeff\n']) {
    assert.equal((await problemOf(content))?.code, 'empty-file', JSON.stringify(content));
  }
});

test('numbers stay the text they are, however long or odd', async () => {
  const odd = ['9007199254740993', '1e400', 'NaN', '1.234,5', '໑໒໓', '31/02/2026', '007', '=1+1', '-0.10'];
  assert.deepEqual((await textsOf(`a;b;c;d;e;f;g;h;i\n${odd.join(';')}\n`))[1], odd);
});

test('bidirectional overrides and other invisible characters are kept for whoever judges them', async () => {
  assert.deepEqual((await textsOf('a,b\nx\u202ey\u2066,\u200bz\n'))[1], ['x\u202ey\u2066', '\u200bz']);
});

test('letters that were lost before are refused, a question mark here and there is not', async () => {
  const lost = await problemOf('id,????,?????\n1,??????,???? ???\n2,????,?????\n');
  assert.deepEqual([lost?.code, lost?.row], ['lost-letters', 1]);
  assert.equal(
    await problemOf('id,question,note\n1,What??,really???\n2,Who?,no\n3,Where?,yes\n4,When?,no\n'),
    undefined,
  );
  assert.equal(await problemOf('ລະຫັດ,????,?????\n1,??????,???? ???\n2,????,?????\n'), undefined);
});
