// What an import says at its end: to a person the findings and the change, to a program one JSON object.
import { findingSentence } from '#register';
import type { Appended, StoredRegister } from '#store';
import type { Proposed } from '#workflow/proposal';
import type { CommandContext } from './context.ts';

/** An import that has ended. */
export interface Imported {
  readonly stored: StoredRegister;
  readonly proposed: Proposed;
  readonly published: Appended | undefined;
  readonly checkpoint: string | undefined;
}

const shownFindings = 20;

/** Prints the result: JSON on stdout, or sentences on stderr. */
export function reportImport(context: CommandContext, json: boolean, imported: Imported): void {
  if (json) context.out(JSON.stringify(resultOf(imported)));
  else context.err(sentences(imported));
}

function resultOf({ proposed, published, checkpoint }: Imported) {
  return {
    proposal: proposed.id,
    rows: proposed.rows,
    ...proposed.counts,
    findings: proposed.findings,
    findingCounts: Object.fromEntries(proposed.findingCounts),
    blocking: proposed.blocking,
    setAside: proposed.setAside.length,
    approvalsNeeded: proposed.needed,
    published: published !== undefined,
    entries: published === undefined ? null : [published.first, published.number],
    checkpoint: checkpoint ?? null,
  };
}

function sentences({ stored, proposed, published }: Imported): string {
  const { added, corrected, withdrawn, unchanged } = proposed.counts;
  const lines = proposed.findings
    .filter(finding => finding.blocks)
    .slice(0, shownFindings)
    .map(finding => {
      const field = stored.register.schema.fields.find(one => one.name === finding.field);
      const words = findingSentence(finding, field?.title);
      return `✗ ${words.lo}\n  ${words.en}`;
    });
  if (proposed.blocking > shownFindings) lines.push(`  … +${proposed.blocking - shownFindings}`);
  const notes = [...proposed.findingCounts.values()].reduce((sum, count) => sum + count, 0) - proposed.blocking;
  if (notes > 0) lines.push(`ໝາຍເຫດ · notes: ${notes}`);
  lines.push(`${stored.register.title.lo} · ${stored.register.title.en}: ${proposed.rows} ແຖວ · rows`);
  lines.push(
    `  ເພີ່ມ · added ${added}, ແກ້ໄຂ · corrected ${corrected}, ຖອນ · withdrawn ${withdrawn}, ບໍ່ປ່ຽນ · unchanged ${unchanged}`,
  );
  if (proposed.setAside.length > 0) lines.push(`  ແຍກໄວ້ · set aside ${proposed.setAside.length}`);
  if (published !== undefined) lines.push(`✓ ເຜີຍແຜ່ແລ້ວ · published: ${published.first}–${published.number}`);
  else if (proposed.id !== null) {
    lines.push(`… ລໍຖ້າອະນຸມັດ · waiting for ${proposed.needed} approval(s): ${proposed.id}`);
    lines.push(`→ laopedia approve ${proposed.id.slice(0, 8)} --approver …`);
  } else if (proposed.blocking > 0)
    lines.push('✗ ບໍ່ໄດ້ສະເໜີຫຍັງ: ແກ້ໄຂຂໍ້ຜິດພາດກ່ອນ · nothing was proposed: correct the mistakes first');
  return lines.join('\n');
}
