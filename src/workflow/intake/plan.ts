// A plan: for one sheet, which columns make which field and how. Made once a sheet, then followed row by row.
import { type Field, findField, type Register, referenceOf, type SuccessionKind } from '#register';
import { type Assignment, assign, fieldMapping } from './assignment.ts';
import { powerOfHeader, powerOfUnit } from './header-key.ts';
import type { HeaderColumn } from './header-match.ts';
import type { FieldMapping, Mapping } from './mapping.ts';
import { powerOfTen } from './multiply.ts';

/** How one field comes from a row. */
export interface PlannedField {
  readonly field: Field;
  /** Its columns; none when `fixed` is there. */
  readonly columns: readonly number[];
  readonly fixed: string | undefined;
  readonly codes: ReadonlyMap<string, string> | undefined;
  /** Exact factor of its numbers, where the header counts in thousands or millions. */
  readonly times: string | undefined;
  /** The register its texts must name a record of. */
  readonly reference: string | undefined;
}

/** How the rows of one sheet are read. */
export interface Plan {
  readonly sheet: string | null;
  /** The last row of the header; data begin after it. 0 where there is none. */
  readonly headerRow: number;
  readonly columns: readonly HeaderColumn[];
  readonly fields: readonly PlannedField[];
  readonly key: number | undefined;
  readonly withdraw: { readonly column: number; readonly equals: string } | undefined;
  readonly succeed: { readonly column: number; readonly how: SuccessionKind } | undefined;
  readonly unpivot:
    | { readonly columns: readonly number[]; readonly name: PlannedField; readonly value: PlannedField }
    | undefined;
  readonly assignment: Assignment;
}

/** What a plan is made from. `power`: the unit the rows above the header state for money, as a power of ten. */
export interface PlanSource {
  readonly sheet: string | null;
  readonly headerRow: number;
  readonly columns: readonly HeaderColumn[];
  readonly power?: number | undefined;
}

/** Makes the plan of a sheet. A mapping that names headers which are not there is answered by `assignment.missing`. */
export function planOf(source: PlanSource, register: Register, mapping: Mapping): Plan {
  const assignment = assign(source.columns, register, mapping);
  const planned = (field: Field, columns: readonly number[]): PlannedField => {
    const given = fieldMapping(mapping, field.name) ?? undefined;
    return {
      field,
      columns,
      fixed: given?.sheetName ? (source.sheet ?? '') : given?.value,
      codes: codesOf(given),
      times: given?.times ?? timesOf(field, columns, source),
      reference: targetOf(field, register),
    };
  };
  const fields = register.schema.fields.flatMap(field => {
    const columns = assignment.fields.get(field.name) ?? [];
    return columns.length > 0 || assignment.fixed.has(field.name) ? [planned(field, columns)] : [];
  });
  const { unpivot, withdraw, succeed } = mapping;
  const [name, value] = [unpivot?.name, unpivot?.value].map(one => one && findField(register.schema, one));
  return {
    sheet: source.sheet,
    headerRow: source.headerRow,
    columns: source.columns,
    fields,
    key: assignment.key,
    withdraw:
      withdraw === undefined || assignment.withdraw === undefined
        ? undefined
        : { column: assignment.withdraw, equals: withdraw.equals.trim() },
    succeed:
      succeed === undefined || assignment.succeed === undefined
        ? undefined
        : { column: assignment.succeed, how: succeed.how },
    unpivot:
      name && value
        ? {
            columns: assignment.unpivoted,
            name: planned(name, []),
            value: planned(value, assignment.unpivoted.slice(0, 1)),
          }
        : undefined,
    assignment,
  };
}

/** The register whose records a field's text must name, if any; a reference without register names its own. */
export function targetOf(field: Field, register: Register): string | undefined {
  const reference = referenceOf(register.schema, field);
  if (reference !== undefined) return reference.register === '' ? register.name : reference.register;
  if (field.codes !== undefined && 'register' in field.codes) return field.codes.register;
  if (field.as === 'jurisdiction' || field.as === 'organisation') return field.as;
  return undefined;
}

function codesOf(given: FieldMapping | undefined): ReadonlyMap<string, string> | undefined {
  if (given?.codes === undefined) return undefined;
  return new Map(Object.entries(given.codes).map(([text, code]) => [text.trim(), code]));
}

const numbers = ['integer', 'number', 'decimal', 'money'];

// A field that itself counts in millions takes a column of millions as it is.
function timesOf(field: Field, columns: readonly number[], source: PlanSource): string | undefined {
  const at = columns[0];
  if (!numbers.includes(field.type) || at === undefined) return undefined;
  const column = source.columns[at];
  const stated = [column?.name ?? '', ...(column?.others ?? [])].map(powerOfHeader).find(power => power !== undefined);
  const power = stated ?? (field.type === 'money' ? source.power : undefined);
  if (power === undefined) return undefined;
  const difference = power - (powerOfUnit(field.unit ?? '') ?? 0);
  return difference === 0 ? undefined : powerOfTen(difference);
}
