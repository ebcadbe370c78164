// The rules of who may import whom. Tests stand outside of them, but no source may lean on a test.
import { appenders, floors, passages } from '../../src/floors.ts';
import type { Breach } from './breach.ts';
import type { ParsedFile } from './parsed-house.ts';
import { floorOf, packageOf, roomOf, targetOf } from './room.ts';
import type { Use } from './use.ts';

/** Sources that stand in no room of the plan. */
export function roomlessFiles(files: readonly ParsedFile[]): Breach[] {
  return sources(files)
    .filter(({ path }) => path !== 'src/floors.ts' && roomOf(path) === undefined)
    .map(({ path }) => ({
      file: path,
      rule: 'stands in no room of the plan',
      cure: 'move it into a room, or add the room to src/floors.ts',
    }));
}

/** Imports that go up, to a neighbour without a passage, or from one lib room to another. */
export function upwardImports(files: readonly ParsedFile[]): Breach[] {
  return eachCrossing(files, (from, to) => {
    const [here, there] = [floorOf(from), floorOf(to)];
    if (there < here) return undefined;
    if (there > here)
      return {
        rule: `${from} (floor ${here}) imports ${to} (floor ${there}): imports go down only`,
        cure: `let ${to} hand it down as an argument, or move the code`,
      };
    if (passages.some(passage => passage.from === from && passage.to === to)) return undefined;
    return {
      rule: `${from} imports its neighbour ${to}, and src/floors.ts has no such passage`,
      cure: here === 0 ? 'a lib room knows no other: take it as an argument' : 'meet in a room below or above',
    };
  });
}

/** Rooms entered by another door than their index, and siblings fetched through the room's own index. */
export function sideDoors(files: readonly ParsedFile[]): Breach[] {
  return eachUse(files, (file, use) => {
    const from = roomOf(file.path);
    const target = targetOf(use.specifier, file.path);
    if (from === undefined || target === undefined) return undefined;
    const to = roomOf(target);
    const isRelative = use.specifier.startsWith('.');
    if (isRelative && to !== from)
      return { rule: `${use.specifier} leaves its room ${from}`, cure: `enter ${to ?? 'the other room'} by its #name` };
    if (to === from && (!isRelative || target === `src/${from}/index.ts`))
      return { rule: `fetches a sibling through the room's own index`, cure: 'import the sibling as ./name.ts' };
    if (isRelative && !target.endsWith('.ts'))
      return { rule: `${use.specifier} has no .ts at its end`, cure: 'write the whole file name' };
    return undefined;
  });
}

/** Sources that lean on a test, a bench or the plan of the house. */
export function leaningOnTests(files: readonly ParsedFile[]): Breach[] {
  return eachUse(files, (file, use) => {
    const target = targetOf(use.specifier, file.path);
    if (target === undefined || (roomOf(target) !== undefined && !target.endsWith('.test.ts'))) return undefined;
    return { rule: `a source imports ${target}`, cure: 'sources stand on rooms and packages only' };
  });
}

/** Packages used by sources that package.json does not list as run-time dependencies. */
export function undeclaredPackages(files: readonly ParsedFile[], declared: readonly string[]): Breach[] {
  return eachUse(files, (_file, use) => {
    const name = packageOf(use.specifier);
    if (name === undefined || declared.includes(name)) return undefined;
    return {
      rule: `uses ${name}, which is no run-time dependency`,
      cure: 'write it yourself, or add the dependency pinned and with a decision note',
    };
  });
}

/** Run-time dependencies that no source names; one that is found by its name alone (a font) counts as used. */
export function idlePackages(files: readonly ParsedFile[], declared: readonly string[]): Breach[] {
  const text = sources(files).map(file => file.text);
  return declared
    .filter(
      name => !text.some(one => one.includes(`'${name}'`) || one.includes(`'${name}/`) || one.includes(`\`${name}/`)),
    )
    .map(name => ({
      file: 'package.json',
      rule: `${name} is installed and no source uses it`,
      cure: 'take it out of package.json, and say so in its decision note',
    }));
}

/** Rooms that append to a log, or publish into one, without being allowed to in the plan. */
export function strayAppends(files: readonly ParsedFile[]): Breach[] {
  return eachUse(files, (file, use) => {
    const room = roomOf(file.path) ?? '';
    if (use.specifier !== '#store' || appenders.includes(room)) return undefined;
    const name = use.names.find(one => one === '*' || /^(append|publish)/.test(one));
    if (name === undefined) return undefined;
    return {
      rule: `${room} imports ${name === '*' ? 'the whole' : name} of #store; only ${appenders.join(', ')} append to a log`,
      cure: name === '*' ? 'import the names you need' : 'hand the rows to workflow/publication',
    };
  });
}

/** Rooms without an index.ts, their only door. */
export function doorlessRooms(files: readonly ParsedFile[]): Breach[] {
  const paths = new Set(files.map(file => file.path));
  const rooms = new Set(sources(files).flatMap(file => roomOf(file.path) ?? []));
  return [...rooms]
    .filter(room => !paths.has(`src/${room}/index.ts`))
    .map(room => ({ file: `src/${room}`, rule: 'the room has no index.ts', cure: 'add one that only re-exports' }));
}

/** Indexes that hold more than re-exports. */
export function furnishedDoors(files: readonly ParsedFile[]): Breach[] {
  return sources(files)
    .filter(file => file.path === `src/${roomOf(file.path)}/index.ts`)
    .filter(file => file.tree.statements.length !== file.uses.filter(use => use.how === 'export').length)
    .map(file => ({
      file: file.path,
      rule: 'an index.ts only re-exports, each line from a file of its room',
      cure: 'move the code to a file named after it',
    }));
}

/** The sources proper: below `src/`, and no tests. */
export function sources(files: readonly ParsedFile[]): readonly ParsedFile[] {
  return files.filter(file => file.path.startsWith('src/') && !file.isTest);
}

type Fault = Pick<Breach, 'rule' | 'cure'>;

function eachUse(files: readonly ParsedFile[], judge: (file: ParsedFile, use: Use) => Fault | undefined): Breach[] {
  return sources(files).flatMap(file =>
    file.uses.flatMap(use => {
      const fault = judge(file, use);
      return fault === undefined ? [] : [{ file: file.path, line: use.line, ...fault }];
    }),
  );
}

function eachCrossing(files: readonly ParsedFile[], judge: (from: string, to: string) => Fault | undefined): Breach[] {
  return eachUse(files, (file, use) => {
    const from = roomOf(file.path, floors);
    const to = roomOf(targetOf(use.specifier, file.path) ?? '', floors);
    return from === undefined || to === undefined || from === to ? undefined : judge(from, to);
  });
}
