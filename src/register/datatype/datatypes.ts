// The datatypes by name. Each reads what a file gives into a canonical JSON value, or names what is wrong with it.
import type { TypeName } from '../field.ts';
import { boolean } from './boolean.ts';
import { date } from './date.ts';
import { dateTime } from './date-time.ts';
import { file } from './file.ts';
import { geometry } from './geometry.ts';
import { decimal, integer, money, number } from './numbers.ts';
import type { Datatype } from './reading.ts';
import { string } from './string.ts';
import { list, object } from './structured.ts';

/** Every datatype a field may have. */
export const datatypes: Readonly<Record<TypeName, Datatype>> = {
  string,
  integer,
  number,
  decimal,
  money,
  date,
  'date-time': dateTime,
  boolean,
  list,
  object,
  geometry,
  file,
};
