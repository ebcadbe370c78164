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
