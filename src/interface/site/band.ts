// The woven band under the header and at the foot: a weaving draft of our own after the borders of a sinh, written thread
// by thread as an SVG that repeats. It shows no emblem and depends on nothing.

/** The SVG of one repeat of the band, 2 pixels a thread. */
export function bandSvg(): string {
  const threads: Record<string, string> = {};
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const colour = threadColour(Math.abs(column - columns / 2 + 0.5) - 0.5, Math.abs(row - (rows - 1) / 2));
      if (colour !== 'ground') threads[colour] = `${threads[colour] ?? ''}M${column} ${row}h1v1h-1z`;
    }
  }
  const paths = Object.entries(threads).map(([colour, path]) => `<path fill="${colours[colour]}" d="${path}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${columns * 2}" height="${rows * 2}" viewBox="0 0 ${columns} ${rows}" shape-rendering="crispEdges"><path fill="${colours['ground']}" d="M0 0h${columns}v${rows}H0z"/>${paths.join('')}</svg>`;
}

/** The sign of the site: one lozenge of the band on its ground, 32 by 32. */
export function iconSvg(): string {
  let path = '';
  for (let row = 0; row < 15; row++)
    for (let column = 0; column < 15; column++) {
      const distance = Math.abs(column - 7) + Math.abs(row - 7);
      if (distance === 0 || distance === 3 || distance === 4 || distance === 7) path += `M${column} ${row}h1v1h-1z`;
    }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 17 17" shape-rendering="crispEdges"><path fill="${colours['ground']}" d="M-1-1h17v17H-1z"/><path fill="${colours['pale']}" d="${path}"/></svg>`;
}

const columns = 28;
const rows = 15;
const colours: Readonly<Record<string, string>> = {
  ground: '#22427c',
  pale: '#e8edf6',
  gold: '#d9b44a',
  red: '#c2474b',
};

// `across` and `down` count threads from the middle of the lozenge.
function threadColour(across: number, down: number): string {
  if (down === 7) return 'red';
  if (down === 6) return 'ground';
  const step = Math.floor(across / 2) + down;
  if (step === 0) return 'gold';
  if (step === 2) return 'pale';
  if (step === 4) return across % 2 === 0 ? 'pale' : 'ground';
  if (step === 6) return 'pale';
  if (across >= 13 && down >= 3) return 'ground';
  const corner = Math.floor((13 - across) / 2) + (5 - down);
  if (corner === 0 || corner === 2) return 'gold';
  return 'ground';
}
