// The plan of the house: the order of its floors and the allowed passages. The house test and docs/HOUSE.md read it.
// It holds no behaviour and imports nothing.

/** A floor: rooms that may call every floor below, and a neighbour only through a passage. */
export interface Floor {
  readonly number: number;
  readonly name: string;
  /** Folders under `src/`; `lib/*` stands for each folder inside `lib`. */
  readonly rooms: readonly string[];
}

/** The floors from the ground up. Imports go down only. */
export const floors: readonly Floor[] = [
  { number: 0, name: 'tools that know nothing of us, nor of each other', rooms: ['lib/*'] },
  { number: 1, name: 'what a register is: pure', rooms: ['register'] },
  { number: 2, name: 'where a register lives: the only SQL on log tables', rooms: ['store'] },
  {
    number: 3,
    name: 'how an entry comes to be, what can be seen, who signs, how it travels',
    rooms: ['projection/*', 'workflow/*', 'signer', 'exchange'],
  },
  { number: 4, name: 'how the world comes in', rooms: ['interface/*'] },
  { number: 5, name: 'the rooms put together', rooms: ['app'] },
];

/** A passage between two rooms of the same floor, with the reason it is there. */
export interface Passage {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** Neighbours that may call each other; everything else on a floor is apart. */
export const passages: readonly Passage[] = [
  { from: 'interface/log-api', to: 'interface/rest', why: 'problems have one form on every address of data' },
  { from: 'workflow/audit', to: 'workflow/publication', why: 'the audit log is defined as any register is' },
  { from: 'projection/export', to: 'projection/record', why: 'an export is a list written out' },
  { from: 'exchange', to: 'projection/export', why: 'a register travels as the stream an export makes' },
  { from: 'workflow/proposal', to: 'workflow/intake', why: 'a proposal takes the drafts that intake has read' },
  { from: 'workflow/approval', to: 'workflow/proposal', why: 'an approval is given to a proposal' },
  { from: 'workflow/publication', to: 'workflow/proposal', why: 'a publication carries a proposal out' },
  { from: 'workflow/publication', to: 'workflow/approval', why: 'a publication needs its rule met' },
  { from: 'workflow/proposal', to: 'workflow/access', why: 'a proposal has an author' },
  { from: 'workflow/approval', to: 'workflow/access', why: 'an approval is given by a person' },
  { from: 'workflow/publication', to: 'workflow/access', why: 'a definition is published by a person' },
];

/** The only rooms that may append to a log (store's `append`). */
export const appenders: readonly string[] = ['workflow/publication', 'workflow/audit', 'exchange'];
