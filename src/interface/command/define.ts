// `laopedia define`: makes or changes a register from its definition. The change is shown and stands in the log.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type JsonObject, JsonProblem, type JsonValue, parseStrictJson } from '#lib/canonical-json';
import { compareDefinitions, type DefinitionChange, definitionRefusals, Refusal, readDefinition } from '#register';
import { findRegister } from '#store';
import { publishDefinition } from '#workflow/publication';
import { type Command, withHouse } from './command.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';

const maxDepth = 32;

/** The command `define`. */
export const define: Command = {
  name: 'define',
  words: [1, 1],
  usage: 'define <register.json> [--officer a] [--dry-run]',
  lo: 'ສ້າງທະບຽນ ຫຼື ປ່ຽນນິຍາມຂອງທະບຽນ',
  en: 'Makes a register, or changes its definition.',
  options: {
    officer: { type: 'string', hint: 'name', lo: 'ຊື່ຜູ້ດູແລ', en: "the administrator's name" },
    'dry-run': { type: 'boolean', lo: 'ເບິ່ງກ່ອນ ບໍ່ປ່ຽນຫຍັງ', en: 'only show the change' },
  },
  async run(context, args) {
    const [file = ''] = args.words;
    const definition = await readDefinitionFile(file);
    return withHouse(context, async house => {
      const name = readDefinition(definition).name;
      const before = await findRegister(house.sql, name);
      const after = readDefinition(definition, before?.register);
      const change = before === undefined ? undefined : compareDefinitions(before.register, after);
      if (!args.flag('json')) context.err(changeText(name, change));
      if (args.flag('dry-run')) {
        if (args.flag('json'))
          context.out(JSON.stringify({ register: name, made: false, changed: false, change: change ?? null }));
        return exitCodes.done;
      }
      const officer = args.text('officer') ?? 'console';
      const stored = await publishDefinition(house.store, definition, {
        officer,
        origin: await house.originOf(name),
        proposal: randomUUID(),
      });
      const checkpoint = await house.checkpoint(stored.id, stored.size, 5000);
      const made = before === undefined;
      if (args.flag('json')) {
        const changed = stored.size !== (before?.size ?? 0);
        context.out(
          JSON.stringify({
            register: name,
            made,
            changed,
            change: change ?? null,
            size: stored.size,
            origin: stored.origin,
            checkpoint: checkpoint ?? null,
          }),
        );
      } else context.err(`✓ ${name} · ${stored.origin} · ${stored.size}`);
      return exitCodes.done;
    });
  },
};

/** Reads a definition's file; `definition/not-json` for what is none. */
export async function readDefinitionFile(file: string): Promise<JsonObject> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageProblem(`ບໍ່ມີຟາຍນີ້ · no such file: ${file}`);
  });
  try {
    const parsed: JsonValue = parseStrictJson(text.replace(/^\ufeff/, ''), { maxDepth });
    return parsed as JsonObject;
  } catch (problem) {
    if (!(problem instanceof JsonProblem)) throw problem;
    throw new Refusal('definition/not-json', definitionRefusals['not-json'], { problem: problem.message });
  }
}

function changeText(name: string, change: DefinitionChange | undefined): string {
  if (change === undefined) return `+ ${name}`;
  const lines = [
    ...change.added.map(field => `+ ${field}`),
    ...change.removed.map(field => `- ${field}`),
    ...change.renamed.map(({ from, to }) => `${from} → ${to}`),
    ...change.retyped.map(field => `! ${field}: ປ່ຽນຊະນິດ · another type`),
    ...change.narrowed.map(field => `! ${field}: ເຂັ້ມງວດຂຶ້ນ · narrower`),
    ...change.hidden.map(field => `! ${field}: ປິດ · hidden`),
    ...change.opened.map(field => `! ${field}: ເປີດເຜີຍ · opened`),
  ];
  return lines.length === 0 ? `= ${name}` : lines.join('\n');
}
