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
  /** Whether wrong rows were to be put aside, and whether it was only a look. */
  readonly setAside: boolean;
  readonly dryRun: boolean;
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
    ...(proposed.resumed > 0 ? { resumed: proposed.resumed } : {}),
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

function sentences(imported: Imported): string {
  const { stored, proposed } = imported;
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
  if (notes > 0) lines.push(`ໝາຍເຫດ · notes: ${notes} (ລາຍລະອຽດ · listed by: --findings out.xlsx)`);
  lines.push(`${stored.register.title.lo} · ${stored.register.title.en}: ${proposed.rows} ແຖວ · rows`);
  lines.push(
    `  ເພີ່ມ · added ${added}, ແກ້ໄຂ · corrected ${corrected}, ຖອນ · withdrawn ${withdrawn}, ບໍ່ປ່ຽນ · unchanged ${unchanged}`,
  );
  if (imported.setAside && proposed.setAside.length > 0) lines.push(`  ແຍກໄວ້ · set aside ${proposed.setAside.length}`);
  return [...lines, ...outcome(imported)].join('\n');
}

// What came of it, and the next step.
function outcome({ proposed, published, setAside, dryRun }: Imported): string[] {
  if (published !== undefined) return [`✓ ເຜີຍແຜ່ແລ້ວ · published: ${published.first}–${published.number}`];
  if (proposed.id !== null) {
    const id = proposed.id.slice(0, 8);
    return [
      `… ລໍຖ້າອະນຸມັດ · waiting for ${proposed.needed} approval(s): ${proposed.id}`,
      `→ laopedia proposals ${id}\n  laopedia approve ${id} --approver …`,
    ];
  }
  if (proposed.blocking > 0 && !setAside)
    return ['✗ ບໍ່ໄດ້ສະເໜີຫຍັງ: ແກ້ໄຂຂໍ້ຜິດພາດກ່ອນ · nothing was proposed: correct the mistakes first'];
  if (dryRun) return ['= ກວດເບິ່ງເທົ່ານັ້ນ, ບໍ່ໄດ້ສະເໜີຫຍັງ · only a look: nothing was proposed'];
  return ['= ບໍ່ມີຫຍັງປ່ຽນ, ບໍ່ໄດ້ສະເໜີຫຍັງ · nothing changes: nothing was proposed'];
}
