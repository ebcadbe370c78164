// How much room a disk has, and a ballast on it that can be let go. It knows no database and decides nothing.
export { type Ballast, ballastIn } from './ballast.ts';
export { type Disk, readDisk } from './free.ts';
export { bytesText, type Reserve, readReserve, reserveBytes, usualReserve } from './reserve.ts';
