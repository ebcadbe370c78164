// Files that a loss of power does not undo: written beside their place, fsynced, moved there, the folder fsynced.

export { addFile, type Pieces, replaceFile } from './file.ts';
export { isThere, makeFolder, removeWhole, syncFolder } from './folder.ts';
