// Names of the fonts that drew Lao over Latin codes before Unicode: text set in them is not Lao text until it is converted.
// The coding conventions and their fonts are those the LaoScript 8 guide lists (LSWin, Lao 95, Lao 2000, IBM-STENO, Alice,
// SengChanh, Xayawath). It never judges a font by "Lao" in its name: Noto Sans Lao and Lao UI are Unicode fonts.

const UNICODE = /(unicode|ot|mx|uni)$/;
const STYLES = /(regular|bold|italic|normal)+$/;
const LEGACY = [
  /^alice[\s_-]*\d/,
  /^alice(lao|\d)/,
  /^(saysettha|xaysettha|chanth?abouli|satavan|vientiane|setthathirath|duangchan)(lao|95|2000|ls|web)$/,
  /^seng?chanh?(us)?(lao)?$/,
  /^[sx]ayawath?$/,
  /^laofont/,
  /^laoregular$/,
  /^lswin/,
];

const known = (name: string): boolean => LEGACY.some(font => font.test(name));

/**
 * The name of the legacy font, without its style, if this is one (Alice_0, Saysettha Lao, Chantabouli Lao, LaoFont ...); undefined for
 * every other font, Unicode ones (Saysettha OT, Phetsarath OT, Noto Sans Lao, DokChampa, Lao UI, Leelawadee) among them.
 */
export function legacyFont(fontName: string): string | undefined {
  const name = fontName
    .normalize('NFC')
    .trim()
    .replace(/^["']|["']$/g, '');
  const whole = name.toLowerCase().replace(/[\s_-]+/g, '');
  const family = whole.replace(STYLES, '');
  if (UNICODE.test(family)) return undefined;
  if (!known(whole) && !known(family)) return undefined;
  return known(family) ? name.replace(/[\s_-]+(?:regular|bold|italic|normal)$/i, '') : name;
}
