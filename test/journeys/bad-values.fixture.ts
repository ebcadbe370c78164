// Values as bad as they come, in files that are well formed: numbers, days, shapes, formulas, addresses, markdown.
import type { BadFile, BadInput } from './bad-input.fixture.ts';

const ring = (...positions: readonly (readonly number[])[]) => ({ type: 'Polygon', coordinates: [positions] });
const shaped = (item: BadInput, name: string, shape: unknown, code: string): BadFile => ({
  item,
  name,
  file: () => `${JSON.stringify({ id: 'g1', shape })}\n`,
  found: [[code as 'geometry/unreadable', 1, 'shape']],
});
const valued = (item: BadInput, field: string, given: string, code: string): BadFile => ({
  item,
  name: `${field} ${given}`,
  file: () => `id|${field}\nv1|x\nv2|${given}\n`.replace('v1|x\n', ''),
  found: [[code as 'number/unreadable', 2, field]],
});
let kept = 0;
const literal = (item: BadInput, field: string, given: string, stored: unknown = given): BadFile => {
  kept += 1;
  const id = `l${kept}`;
  const file = () => `id|${field}\n${id}|${given}\n`;
  return { item, name: `${field} ${given}`, file, mapping: { delimiter: '|' }, taken: { [id]: { [field]: stored } } };
};

const formulas = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  "=cmd' /C calc'!A0",
  '=HYPERLINK("http://x.example";"y")',
  '\tx',
  '＝1+1',
];
const privateAddresses = [
  'http://127.0.0.1:8080/health',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/',
  'http://10.0.0.1/admin',
  'http://0x7f000001/',
  'http://localhost./',
];
const script =
  '# a\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](data:text/html,z) <img src=x onerror=alert(1)>';

/** The cases. */
export const badValues: readonly BadFile[] = [
  valued('1e400', 'share', '1e400', 'number/out-of-range'),
  valued('1e400', 'count', '1e400', 'number/out-of-range'),
  valued('1e400', 'amount', '1e400', 'number/out-of-range'),
  valued('1e400', 'amount', `1e${'9'.repeat(50)}`, 'number/out-of-range'),
  {
    item: '1e400',
    name: 'in JSON',
    file: () => '{"id":"v","share":1e400}\n',
    found: [['number/out-of-range', 1, 'share']],
  },
  valued('NaN', 'share', 'NaN', 'number/unreadable'),
  valued('NaN', 'amount', '-Infinity', 'number/unreadable'),
  valued('NaN', 'count', 'ບໍ່ຮູ້', 'number/unreadable'),
  valued('1.234,5 against 1,234.5', 'amount', '1,234', 'number/ambiguous'),
  literal('1.234,5 against 1,234.5', 'amount', '1.234', '1.234'),
  literal('1.234,5 against 1,234.5', 'amount', '1.234,5', '1234.5'),
  literal('1.234,5 against 1,234.5', 'amount', '1,234.5', '1234.5'),
  literal('Lao digits', 'count', '໑໒໓', '123'),
  literal('Lao digits', 'day', '໒໒/໐໓/໒໐໒໓', '2023-03-22'),
  literal('9007199254740993 exact', 'count', '9007199254740993', '9007199254740993'),
  literal('9007199254740993 exact', 'amount', '9007199254740993.10', '9007199254740993.1'),
  {
    item: '9007199254740993 exact',
    name: 'in JSON',
    file: () => '{"id":"x1","count":9007199254740993}\n',
    taken: { x1: { count: '9007199254740993' } },
  },
  valued('31/02/2026', 'day', '31/02/2026', 'date/no-such-day'),
  valued('31/02/2026', 'day', '2026-13-01', 'date/no-such-day'),
  valued('Buddhist years', 'day', '22/03/2566', 'date/buddhist-era'),
  literal('Buddhist years', 'day', 'ພ.ສ. 2566', '2023'),
  valued('Excel serials', 'day', '45007', 'date/serial'),
  shaped('broken geometry', 'half of it', '{"type":"Polygon","coordinates":[[[102', 'geometry/unreadable'),
  shaped('broken geometry', 'of no kind', { type: 'Circle', coordinates: [1, 2] }, 'geometry/unreadable'),
  shaped('broken geometry', 'an open ring', ring([0, 0], [1, 0], [1, 1], [0, 1]), 'geometry/ring-open'),
  shaped('broken geometry', 'out of the world', { type: 'Point', coordinates: [400, 17] }, 'geometry/out-of-range'),
  shaped(
    'swapped geometry',
    'latitude first',
    { type: 'Point', coordinates: [17.9, 102.6] },
    'geometry/coordinates-swapped',
  ),
  shaped('self-crossing geometry', 'a bow tie', ring([0, 0], [2, 2], [2, 0], [0, 2], [0, 0]), 'geometry/self-crossing'),
  ...formulas.map(given => literal('formula-like cells', 'note', given, given.trim())),
  ...privateAddresses.map(given => literal('URLs to private addresses', 'link', given)),
  valued('URLs to private addresses', 'link', 'javascript:alert(1)', 'url/unreadable'),
  valued('URLs to private addresses', 'link', 'file:///etc/passwd', 'url/unreadable'),
  {
    item: 'script in markdown',
    name: 'shown as text',
    file: () => `${JSON.stringify({ id: 'md1', body: script })}\n`,
    taken: { md1: { body: script } },
  },
  {
    item: 'hostile SVG',
    name: 'as a text',
    file: () =>
      `${JSON.stringify({ id: 'svg1', note: '<svg onload=alert(1)>', body: '<svg><script>alert(1)</script></svg>' })}\n`,
    taken: { svg1: { note: '<svg onload=alert(1)>' } },
  },
  {
    item: 'hostile file names',
    name: 'as a key',
    file: () => 'id,name\n../../etc/passwd,ກາ\n',
    taken: { '..%2F..%2Fetc%2Fpasswd': { id: '../../etc/passwd' } },
  },
  {
    item: 'hostile file names',
    name: 'points alone as a key',
    file: () => 'id,name\n..,a\n',
    found: [['key/points', 2, 'id']],
  },
];
