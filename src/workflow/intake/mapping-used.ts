// The mapping that was used, guessed parts filled in, so that it can be shown, corrected and remembered.
import type { Workbook } from '#lib/sheet';
import { fieldMapping } from './assignment.ts';
import type { FieldMapping, Mapping } from './mapping.ts';
import type { Plan, PlannedField } from './plan.ts';

/** Fills in what was guessed; what differs between sheets (the row of the header) stays open. */
export function usedMapping(workbook: Workbook, plans: readonly Plan[], asked: Mapping): Mapping {
  const rows = new Set(plans.map(plan => plan.headerRow));
  const [plan] = plans;
  const headerRow = rows.size === 1 && plan !== undefined && workbook.format !== 'jsonl' ? plan.headerRow : undefined;
  const isSole = plans.length === 1 && plan?.sheet != null && workbook.sheets.length > 1;
  return {
    ...asked,
    ...(isSole && plan?.sheet != null ? { sheet: plan.sheet } : {}),
    ...(headerRow === undefined || (headerRow === 0 && asked.headerRow !== 0) ? {} : { headerRow }),
    ...(workbook.encoding === undefined || workbook.encoding === 'utf-8' ? {} : { encoding: workbook.encoding }),
    ...(workbook.delimiter === undefined || workbook.delimiter === '' ? {} : { delimiter: workbook.delimiter }),
    ...(plan === undefined ? {} : { fields: { ...asked.fields, ...usedFields(plan, asked) } }),
  };
}

function usedFields(plan: Plan, asked: Mapping): Record<string, string | FieldMapping> {
  const used = plan.fields.map((planned): [string, string | FieldMapping] => {
    const given = fieldMapping(asked, planned.field.name) ?? {};
    return [planned.field.name, shortest({ ...given, ...sourceOf(plan, planned) })];
  });
  return Object.fromEntries(used);
}

function sourceOf(plan: Plan, { columns, times }: PlannedField): FieldMapping {
  const headers = columns.map(column => plan.columns[column]?.name ?? '');
  const [from] = headers;
  return {
    ...(headers.length > 1 ? { join: headers } : from === undefined ? {} : { from }),
    ...(times === undefined ? {} : { times }),
  };
}

function shortest(mapping: FieldMapping): string | FieldMapping {
  const { from, ...rest } = mapping;
  return from !== undefined && Object.keys(rest).length === 0 ? from : mapping;
}
