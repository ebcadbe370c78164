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

// What those codes are when their bytes are taken for Latin-1; guillemets, degrees and middle points stand in other texts too.
const DRAWN = /[\u00a1-\u00aa\u00ac-\u00af\u00b1-\u00b6\u00b8-\u00ba\u00bc-\u00ff]/g;
const DRAWN_SIGN = /[\u00a1-\u00aa\u00ac-\u00af\u00b1-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u00d7\u00f7]/;
const TELLING = /[^\s\d!-/:-@[-`{-~]/gu;
const DRAWN_LETTERS_MIN = 3;

/**
 * True if the text looks like Lao that a legacy font drew, with its bytes taken for Latin letters and signs (¡¾­ for ການ): mostly
 * accented letters and signs, some of which no Latin word has. A guess, for a warning: the font's name is better evidence.
 */
export function looksLegacy(text: string): boolean {
  const telling = text.match(TELLING)?.length ?? 0;
  const drawn = text.match(DRAWN)?.length ?? 0;
  return drawn >= DRAWN_LETTERS_MIN && 2 * drawn > telling && DRAWN_SIGN.test(text);
}
