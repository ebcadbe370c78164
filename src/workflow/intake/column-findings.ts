// What there is to say of the columns of a sheet, once each: absent, repeated, unknown; and of the rows above its header.
import type { Field, Register } from '#register';
import { headerKey } from './header-key.ts';
import type { Layout } from './layout.ts';
import type { Plan } from './plan.ts';
import type { Tally } from './tally.ts';

const numbering = new Set(
  ['ລ/ດ', 'ລດ', 'ລຳດັບ', 'ລຳດັບທີ', 'ອັນດັບ', 'ທີ', 'no', 'nr', 'nº', '№', 's/n', 'n°'].map(headerKey),
);

/** Fields a row must have: of the key, and required. */
export function neededFields(register: Register): readonly Field[] {
  const keys = register.key.kind === 'fields' ? register.key.fields : [];
  return register.schema.fields.filter(field => keys.includes(field.name) || field.constraints.required);
}

/** Adds the findings of a sheet's header. `isPartial`: required fields may be absent, only those of the key may not. */
export function judgeColumns(layout: Layout, plan: Plan, register: Register, isPartial: boolean, tally: Tally): void {
  const { sheet } = plan;
  const row = layout.isNamed ? null : layout.headerRow;
  for (const { number, texts } of layout.preamble) {
    tally.leftOut += 1;
    const given = texts.find(text => text.trim() !== '') ?? null;
    tally.addToFile({ code: 'row/left-out', facts: { why: 'ຫົວເລື່ອງ (title)' } }, { sheet, row: number, given });
  }
  const named = new Set([
    ...plan.fields.map(one => one.field.name),
    plan.unpivot?.name.field.name,
    plan.unpivot?.value.field.name,
  ]);
  const keys = register.key.kind === 'fields' ? register.key.fields : [];
  for (const field of neededFields(register)) {
    if (named.has(field.name) || (isPartial && !keys.includes(field.name))) continue;
    const words = `${field.title.lo} / ${field.title.en} (${field.name})`;
    tally.addToFile({ code: 'column/absent', facts: { field: words } }, { sheet, row, field: field.name });
  }
  for (const at of plan.assignment.repeated) {
    const header = plan.columns[at]?.name ?? '';
    tally.addToFile({ code: 'column/repeated' }, { sheet, row, field: header, given: header });
  }
  for (const at of unknownColumns(plan)) {
    const header = plan.columns[at]?.name ?? '';
    tally.addToFile({ code: 'column/unknown' }, { sheet, row, field: header, given: header });
  }
}

/** Columns with a header that nothing is read from; a running number is no loss and not said. */
export function unknownColumns(plan: Plan): number[] {
  const used = usedColumns(plan);
  return plan.columns.flatMap(({ name }, at) =>
    name === '' || used.has(at) || plan.assignment.repeated.includes(at) || numbering.has(headerKey(name)) ? [] : [at],
  );
}

/** Columns without a header that nothing is read from: worth a note once something stands in them. */
export function unnamedColumns(plan: Plan): number[] {
  const used = usedColumns(plan);
  return plan.columns.flatMap(({ name }, at) => (name === '' && !used.has(at) ? [at] : []));
}

function usedColumns(plan: Plan): ReadonlySet<number> {
  const { fields, key, withdraw, succeed, unpivoted } = plan.assignment;
  return new Set([...[...fields.values()].flat(), ...unpivoted, key ?? -1, withdraw ?? -1, succeed ?? -1]);
}
