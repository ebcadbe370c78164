// Yes or no, as a Lao or an English form writes it.
import { type Datatype, flawed, read } from './reading.ts';
import { cleanText } from './text.ts';

const yes = ['true', 'yes', 'y', '1', 'x', '✓', 'ແມ່ນ', 'ມີ', 'ຖືກ'];
const no = ['false', 'no', 'n', '0', 'ບໍ່', 'ບໍ່ແມ່ນ', 'ບໍ່ມີ', 'ຜິດ'];

/** The datatype `boolean`. */
export const boolean: Datatype = {
  read(given) {
    if (typeof given === 'boolean') return read(given);
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    const word = clean.text.toLowerCase();
    if (yes.includes(word)) return read(true, clean.notes);
    return no.includes(word) ? read(false, clean.notes) : flawed('boolean/unreadable');
  },
  write: String,
};
