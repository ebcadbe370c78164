// Looks at the beginning of each sheet: where its header is, what unit it states. It reads at most the first rows.
import { normalise } from '#lib/lao';
import type { Row, Sheet } from '#lib/sheet';
import type { Register } from '#register';
import { assign, assignedCount } from './assignment.ts';
import { findHeader, type Header, headerAt, headerDepth, letteredHeader } from './header.ts';
import { powerOfUnit } from './header-key.ts';
import type { HeaderColumn } from './header-match.ts';
import type { Mapping } from './mapping.ts';
import type { PlanSource } from './plan.ts';

/** What the beginning of a sheet shows. */
export interface Layout extends PlanSource {
  readonly columns: readonly HeaderColumn[];
  /** The rows are objects: columns are told by name, row by row. */
  readonly isNamed: boolean;
  /** Filled rows above the header. */
  readonly preamble: readonly Row[];
  /** How many fields the header gives. */
  readonly score: number;
}

/** The first rows of a sheet, at least 30 where there are so many. */
export async function headOf(sheet: Sheet): Promise<readonly Row[]> {
  const head: Row[] = [];
  for await (const batch of sheet.rows()) {
    head.push(...batch);
    if (head.length >= headerDepth) break;
  }
  return head;
}

/** The layout of a sheet whose header can be found; undefined for one without. */
export function layoutOf(
  head: readonly Row[],
  sheet: string | null,
  register: Register,
  mapping: Mapping,
): Layout | undefined {
  const score = (columns: readonly HeaderColumn[]) => convincing(columns, register, mapping);
  if (head.some(row => row.names !== undefined)) {
    const columns = namesOf(head);
    return { sheet, headerRow: 0, columns, isNamed: true, preamble: [], score: score(columns) };
  }
  const header = chooseHeader(head, mapping, score);
  if (header === undefined) return undefined;
  const preamble = head.filter(row => row.number < header.first && row.texts.some(text => text.trim() !== ''));
  return {
    sheet,
    headerRow: header.last,
    columns: header.columns,
    isNamed: false,
    preamble,
    score: score(header.columns),
    power: powerOfPreamble(preamble),
  };
}

// A mapping remembered from last month names last month's row: where it gives nothing, the header is looked for.
function chooseHeader(
  head: readonly Row[],
  mapping: Mapping,
  score: (columns: readonly HeaderColumn[]) => number,
): Header | undefined {
  if (mapping.headerRow === 0) return letteredHeader(head);
  const named = mapping.headerRow === undefined ? undefined : headerAt(head, mapping.headerRow);
  return named !== undefined && score(named.columns) > 0 ? named : findHeader(head, score);
}

/** Fields that a header gives; 0 where so few cells match that it may be chance. */
function convincing(columns: readonly HeaderColumn[], register: Register, mapping: Mapping): number {
  const assignment = assign(columns, register, mapping);
  const count = assignedCount(assignment);
  const filled = columns.filter(column => column.name !== '').length;
  const keys = register.key.kind === 'fields' ? register.key.fields : [];
  const hasKey = keys.every(name => assignment.fields.has(name));
  const isEnough = count > 1 || (filled <= 2 && hasKey) || mapping.fields !== undefined;
  return isEnough ? count : 0;
}

function namesOf(head: readonly Row[]): HeaderColumn[] {
  const names = new Set(head.flatMap(row => row.names ?? []));
  return [...names].map(name => ({ name, others: [] }));
}

// `ຫົວໜ່ວຍ: ລ້ານກີບ` above the table holds for every column of money that states no unit of its own.
function powerOfPreamble(rows: readonly Row[]): number | undefined {
  for (const text of rows.flatMap(row => row.texts)) {
    const unit = /(?:ຫົວໜ່ວຍ|unit)\s*[:=]?\s*([^()]+)/u.exec(normalise(text))?.[1];
    const power = unit === undefined ? undefined : powerOfUnit(unit);
    if (power !== undefined) return power;
  }
  return undefined;
}
