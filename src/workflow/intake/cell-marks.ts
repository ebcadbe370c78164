// Finds the cells that findings speak of, and what is written on them. It changes no text of a cell.
import type { Row, XlsxCell } from '#lib/sheet';
import type { Finding } from '#register';
import { columnLetters } from './header.ts';
import { findHeader } from './header-match.ts';
import type { Plan } from './plan.ts';

const longestText = 32_000;

/** Findings by sheet and row. */
export class Marks {
  readonly #bySheet = new Map<string | null, Map<number, Finding[]>>();

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      if (finding.row === null) continue;
      const rows = this.#bySheet.get(finding.sheet) ?? new Map<number, Finding[]>();
      this.#bySheet.set(finding.sheet, rows);
      const known = rows.get(finding.row);
      if (known === undefined) rows.set(finding.row, [finding]);
      else known.push(finding);
    }
  }

  /** The findings of a row. */
  of(sheet: string | null, row: number): readonly Finding[] {
    return this.#bySheet.get(sheet)?.get(row) ?? [];
  }
}

/** The column of a finding in its sheet; 0 for one that speaks of the whole row. */
export function columnOf(finding: Finding, plan: Plan | undefined, row?: Row): number {
  const { field, given } = finding;
  if (field === null || plan === undefined) return 0;
  const { unpivot } = plan;
  if (unpivot !== undefined && (field === unpivot.name.field.name || field === unpivot.value.field.name)) {
    return unpivot.columns.find(at => row?.texts[at] === given || plan.columns[at]?.name === given) ?? 0;
  }
  const planned = plan.fields.find(one => one.field.name === field)?.columns[0];
  if (planned !== undefined) return planned;
  const lettered = plan.columns.findIndex((_, at) => columnLetters(at) === field);
  if (finding.code === 'column/unnamed') return Math.max(0, lettered);
  return findHeader(plan.columns, field) ?? 0;
}

/** Cells of a row as they are written back, with its findings in colour and comment: red blocks, yellow notes. */
export function markedCells(row: Row, findings: readonly Finding[], plan: Plan | undefined): XlsxCell[] {
  const byColumn = new Map<number, Finding[]>();
  for (const finding of findings) {
    const at = columnOf(finding, plan, row);
    byColumn.set(at, [...(byColumn.get(at) ?? []), finding]);
  }
  const width = Math.max(row.texts.length, ...[...byColumn.keys()].map(at => at + 1));
  return Array.from({ length: width }, (_, at) => {
    const cell = cellOf(row, at);
    const wrong = byColumn.get(at);
    if (wrong === undefined) return cell;
    const fill = wrong.some(finding => finding.blocks) ? 'red' : 'yellow';
    return { ...cell, fill, comment: wrong.map(finding => `${finding.wanted.lo}\n${finding.wanted.en}`).join('\n\n') };
  });
}

function cellOf(row: Row, at: number): XlsxCell {
  const given = row.texts[at] ?? '';
  // A spreadsheet holds no longer texts: what is cut says so.
  const text =
    given.length > longestText ? `${given.slice(0, longestText).toWellFormed()} …(cut)` : given.toWellFormed();
  const kind = row.cells?.[at]?.kind;
  return kind === 'number' || kind === 'date' || kind === 'boolean' ? { text, kind } : { text };
}
