// What a run is asked for: sizes, sections, and how it tells.

/** The parts of a run after the import, in their order; the import itself always runs. */
export const sectionNames = ['start', 'serving', 'change', 'update', 'load'] as const;

/** A part of a run. */
export type SectionName = (typeof sectionNames)[number];

/** A run that is asked for. */
export interface Asked {
  readonly sizes: readonly number[];
  readonly sections: ReadonlySet<SectionName>;
  /** Whether nothing is left out, so that the results may be kept. */
  readonly whole: boolean;
  readonly json: boolean;
  readonly profile: boolean;
}

const standardRows = 10_000;

/** Reads the arguments: `[rows ...] [--only start,load] [--import] [--profile] [--json]`. Throws on any other. */
export function askedOf(args: readonly string[]): Asked {
  const rest = args.filter(arg => !/^\d+$/.test(arg));
  const only = rest.indexOf('--only');
  const named = only < 0 ? undefined : rest.splice(only, 2)[1]?.split(',');
  const flags = new Set(rest);
  const [json, profile, importOnly] = [flags.delete('--json'), flags.delete('--profile'), flags.delete('--import')];
  const unknown = [...flags, ...(named ?? []).filter(name => name !== 'import' && !isSection(name))];
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(' ')}; sections: import ${sectionNames.join(' ')}`);
  const sizes = args.filter(arg => /^\d+$/.test(arg)).map(Number);
  const sections = importOnly ? [] : (named?.filter(isSection) ?? sectionNames);
  return {
    sizes: sizes.length === 0 ? [standardRows] : sizes,
    sections: new Set(sections),
    whole: !importOnly && named === undefined && !json && !profile,
    json,
    profile,
  };
}

function isSection(name: string): name is SectionName {
  return sectionNames.some(one => one === name);
}
