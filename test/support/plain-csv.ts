// A reader of well-formed CSV for tests that count on their own (RFC 4180): it shares nothing with lib/sheet.

/** The rows as objects by header; `row` is the number a spreadsheet shows, from 2. */
export function readPlainCsv(bytes: Uint8Array): { readonly row: number; readonly cells: Record<string, string> }[] {
  const [headers = [], ...rows] = rowsOf(
    Buffer.from(bytes)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  );
  return rows.map((texts, at) => ({
    row: at + 2,
    cells: Object.fromEntries(headers.map((header, column) => [header, texts[column] ?? ''])),
  }));
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') rows.push(cells);
    cells = [];
  }
  return rows;
}
