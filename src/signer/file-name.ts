// The name of a log in a file system. It opens nothing.

/** An origin as one name of a file or folder: percent-encoded, so that two origins never meet and none leads elsewhere. */
export function fileNameOf(origin: string): string {
  return encodeURIComponent(origin).replaceAll('*', '%2A').replace(/^\./, '%2E');
}
