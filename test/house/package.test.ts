// What is installed with us: few direct dependencies, each at one exact version, and a lock that names no host.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familyOf } from './docs-rules.ts';
import { findText } from './project-files.ts';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const settings = JSON.parse(findText('package.json') ?? '{}') as Locked;
const lock = JSON.parse(findText('package-lock.json') ?? '{}') as { readonly packages: Record<string, Locked> };
const direct = { ...settings.dependencies, ...settings.optionalDependencies, ...settings.devDependencies };

/** Run-time dependencies we hold ourselves to; whoever needs one more raises it here and writes its decision note. */
const mostAtRunTime = 12;

test(`at most ${mostAtRunTime} packages are needed at run time`, context => {
  const runTime = Object.keys(settings.dependencies ?? {});
  const families = new Set(Object.keys(settings.optionalDependencies ?? {}).map(familyOf));
  const locked = Object.keys(lock.packages).length - 1;
  context.diagnostic(`${runTime.length} direct run-time dependencies: ${runTime.join(', ')}`);
  context.diagnostic(`${families.size} families of platform builds, ${locked} packages locked in all`);
  assert.ok(runTime.length <= mostAtRunTime);
});

test('every direct dependency is pinned to one exact version', () => {
  const loose = Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  assert.deepEqual(loose, []);
});

test('the lock agrees with package.json', () => {
  const { dependencies, devDependencies, optionalDependencies } = lock.packages[''] ?? {};
  assert.deepEqual({ ...dependencies, ...optionalDependencies, ...devDependencies }, direct);
});

test('the lock names no host, and every package in it is known by its digest', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  assert.deepEqual(
    packages.filter(([, one]) => one.resolved !== undefined).map(([path]) => path),
    [],
  );
  assert.deepEqual(
    packages.filter(([, one]) => !one.integrity?.startsWith('sha512-')).map(([path]) => path),
    [],
  );
});

test('every package that the lock asks for is in the lock, so that npm ci installs on any platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, one]) =>
    Object.keys({ ...one.dependencies, ...one.optionalDependencies, ...(path === '' ? one.devDependencies : {}) })
      .filter(name => !isLocked(path, name))
      .map(name => `${name}, wanted by ${path === '' ? 'package.json' : path.replace(/^.*node_modules\//, '')}`),
  );
  assert.deepEqual(missing, [], 'Cure: take a version whose builds are all to be had, or mend the lock by npm install');
});

/** Looks where Node would look: in the package's own node_modules, then in every one above it. */
function isLocked(path: string, name: string): boolean {
  const parts = path === '' ? [] : path.split('/node_modules/');
  const above = parts.map(
    (_, at) => `${parts.slice(0, parts.length - at).join('/node_modules/')}/node_modules/${name}`,
  );
  return [...above, `node_modules/${name}`].some(one => one in lock.packages);
}
