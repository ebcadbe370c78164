// Records that are only ever changed together: whoever reads them must see the same number in all of them. And rows that come
// in bulk: whoever counts them must see all or none. Their words and codes occur nowhere else in the sample.

/** Records of the group, and the value of their sector. */
export const groupSize = 20;
export const groupSector = '99';
/** A word that only the group's names have. */
export const groupWord = 'ເບິ່ງພ້ອມກັນ';

/** Where the rows that come in bulk stand. */
export const bulkProvince = '19';
export const bulkSector = '98';

const header =
  'reg_no,name_lo,name_en,legal_form,isic,sector,province,district,village,address_lo,capital_lak,registered_on,status';

/** The keys of the group. */
export function groupKeys(): readonly string[] {
  return Array.from({ length: groupSize }, (_, at) => `00-900000${String(at).padStart(2, '0')}`);
}

/** The names of all records of the group in its `n`th state. */
export function groupName(n: number): { readonly lo: string; readonly en: string } {
  return { lo: `${groupWord} ${n}`, en: `Seen together ${n}` };
}

/** The group in its `n`th state, as a file. */
export function groupCsv(n: number): string {
  const { lo, en } = groupName(n);
  const place = `LTD,${groupSector}01,${groupSector},01,0101,0101001,ແຖວຫຼາຍ`;
  const lines = groupKeys().map(key => `${key},${lo},${en},${place},${n},2020-01-01,active`);
  return [header, ...lines, ''].join('\n');
}

/** `rows` lines for a bulk import, the `part`th of its kind. */
export function* bulkCsv(rows: number, part: number): Generator<string> {
  yield `${header}\n`;
  const place = `LTD,${bulkSector}01,${bulkSector},${bulkProvince},1901,1901001,ແຖວຫຼາຍ`;
  for (let at = 0; at < rows; at++) {
    const key = `98-${20_000_000 + part * rows + at}`;
    yield `${key},ແຖວຫຼາຍ ${at},Bulk row ${at},${place},${at},2021-01-01,active\n`;
  }
}
