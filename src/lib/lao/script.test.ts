// Scripts, Thai letters and legacy fonts: telling Lao text from what only looks like it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { legacyFont, looksLegacy } from './legacy-font.ts';
import { isLao, scriptOf } from './script.ts';
import { thaiToLao } from './thai.ts';

test('the script of a text is that of its letters', () => {
  const scripts = {
    ລາວ: 'lao',
    'Ban Nua': 'latin',
    ไทย: 'thai',
    Москва: 'other',
    'ບ້ານ 10.': 'lao',
    'ICT ລາວ': 'mixed',
  };
  for (const [text, script] of Object.entries(scripts)) assert.equal(scriptOf(text), script, text);
  for (const text of ['', '12/3', '—', '໑໒', '👍']) assert.equal(scriptOf(text), 'none', text);
});

test('a text is Lao if more of its letters are Lao than not', () => {
  assert.ok(isLao('ກະຊວງ ICT'));
  assert.ok(!isLao('Ministry of ICT ລາວ'));
  assert.ok(!isLao('123'));
});

test('Thai letters become the Lao ones, and the vowel frames that differ', () => {
  const words = { ลาว: 'ລາວ', ไทย: 'ໄທຍ', ตัว: 'ຕົວ', เสีย: 'ເສຍ', เวียง: 'ວຽງ', อยู่: 'ຢູ່', น้ำ: 'ນ້ຳ', '๑๒': '໑໒' };
  for (const [thai, lao] of Object.entries(words)) assert.equal(thaiToLao(thai), lao, thai);
  assert.equal(thaiToLao('ລາວ abc'), 'ລາວ abc');
});

test('fonts that drew Lao over Latin codes are known by name', () => {
  const fonts = [
    'Alice_0',
    'alice_5',
    'Alice3 Lao',
    'Saysettha Lao',
    'Saysettha_Lao',
    'SaysetthaLao',
    'Chantabouli Lao',
  ];
  for (const font of [...fonts, 'Chanthabouli Lao', 'Saysettha 95', 'Saysettha 2000', 'SengChanh US', 'Xayawath']) {
    assert.equal(legacyFont(font), font);
  }
  assert.equal(legacyFont('LaoFont Regular'), 'LaoFont');
  assert.equal(legacyFont(' "Saysettha Lao Bold" '), 'Saysettha Lao');
});

test('Unicode fonts, and Latin ones, are not', () => {
  const lao = [
    'Saysettha OT',
    'Phetsarath OT',
    'Phetsarath_OT',
    'Noto Sans Lao',
    'Noto Serif Lao',
    'Noto Sans Lao UI',
    'DokChampa',
  ];
  for (const font of [
    ...lao,
    'Lao UI',
    'Leelawadee UI',
    'Leelawadee',
    'Alice',
    'Alice5 Unicode',
    'Lao Sangam MN',
    'Lao MN',
    'Arial',
    '',
  ]) {
    assert.equal(legacyFont(font), undefined, font);
  }
});

test('text that such a font drew looks unlike any other once its bytes are Latin', () => {
  for (const text of ['¡¾\u00ad', '¡Å·³', '®µèÓ§ ¡½', 'Á¢¸¤ 12']) assert.equal(looksLegacy(text), true, text);
  for (const text of [
    'ການ',
    'Énergie',
    '«é»',
    '50 °C',
    'Ban Nua',
    '½',
    '',
    '№ 5',
    'São Tomé e Príncipe',
    '£ 5',
    'ไทย',
    'ການ ¡¾\u00ad ຄ້າຂາຍ',
  ]) {
    assert.equal(looksLegacy(text), false, text);
  }
});
