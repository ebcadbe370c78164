// Where the thread's module lies, in the sources and in what is built of them.

/** The module that a composing thread runs. */
export const composerScript = new URL(
  import.meta.url.endsWith('.ts') ? './composer.ts' : './composer.js',
  import.meta.url,
);
