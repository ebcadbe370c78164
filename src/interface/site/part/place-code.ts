// Finds the province a record lies in, from its jurisdiction fields.
import type { RecordView } from '../view.ts';

/** The code of the province (two digits), or nothing. */
export function provinceCodeOf({ register, item, key }: RecordView): string | undefined {
  const codes = register.schema.fields
    .filter(field => field.as === 'jurisdiction')
    .map(field => item[field.name])
    .concat(register.name === 'jurisdiction' ? [key] : []);
  const code = codes.find(one => typeof one === 'string' && /^\d{2}/.test(one));
  return typeof code === 'string' ? code.slice(0, 2) : undefined;
}
