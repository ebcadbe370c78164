// What the tests beside this room share: registers in a line, files as bytes, a reader of references over a list.
import type { JsonObject } from '#lib/canonical-json';
import { matchingKey } from '#lib/lao';
import { nearest, type Register, readDefinition } from '#register';
import type { Draft } from './draft.ts';
import { type Intake, type IntakeOptions, openIntake } from './intake.ts';
import type { ReferenceReader, Resolution } from './reference.ts';

/** A register with these fields; the first is its key unless `more` says otherwise. */
export function sampleRegister(
  fields: readonly JsonObject[],
  more: JsonObject = {},
  schema: JsonObject = {},
): Register {
  const [first] = fields;
  const title = { lo: 'ທົດສອບ', en: 'Sample' };
  return readDefinition({
    name: 'sample',
    title,
    schema: { primaryKey: [String(first?.['name'])], fields, ...schema },
    ...more,
  });
}

/** A reader over codes and names, by register; asks for how often it was asked. */
export function listReader(
  lists: Readonly<Record<string, readonly (readonly [code: string, name: string])[]>>,
): ReferenceReader & { readonly asked: string[][] } {
  const asked: string[][] = [];
  return {
    asked,
    async resolve(register, texts) {
      asked.push([...texts]);
      const list = lists[register] ?? [];
      return new Map(texts.map(text => [text, resolutionOf(text, list)]));
    },
  };
}

function resolutionOf(text: string, list: readonly (readonly [string, string])[]): Resolution {
  if (list.some(([code]) => code === text)) return { found: text, by: 'key' };
  const named = list.filter(([, name]) => matchingKey(name) === matchingKey(text));
  const [first] = named;
  if (named.length > 1) return { ambiguous: named.map(([code]) => code) };
  if (first !== undefined) return { found: first[0], by: 'name' };
  const suggestion = nearest(
    text,
    list.map(([, name]) => name),
  );
  return suggestion === undefined ? { absent: true } : { absent: true, suggestion };
}

/** No register has any record. */
export const noReferences: ReferenceReader = { resolve: async () => new Map() };

/** What came of a file, all at once: for small files only. */
export interface Taken {
  readonly intake: Intake;
  readonly drafts: readonly Draft[];
  /** `row field code`, those of drafts. */
  readonly wrong: readonly string[];
  /** `row field code`, those of the file. */
  readonly ofFile: readonly string[];
}

/** Takes in a text or bytes. */
export async function take(
  file: string | Uint8Array,
  register: Register,
  options: Partial<IntakeOptions> = {},
): Promise<Taken> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const intake = await openIntake({ bytes }, register, { references: noReferences, ...options });
  const drafts: Draft[] = [];
  for await (const batch of intake.drafts()) drafts.push(...batch);
  const wrong = drafts.flatMap(draft => draft.findings).map(({ row, field, code }) => `${row} ${field} ${code}`);
  const ofFile = intake.fileFindings.map(({ row, field, code }) => `${row} ${field} ${code}`);
  await intake.close();
  return { intake, drafts, wrong, ofFile };
}

/** The folder of real files beside the checkout; tests that read from it are skipped where it is absent. */
export const sharedFolder = new URL('../../../../shared/', import.meta.url);
