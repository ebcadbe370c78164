// Tells from its beginning which shape a JSON file has: a value a line, one array, a FeatureCollection, or a single object.
// It checks nothing beyond that.

/** 'lines' is JSON Lines; 'features' a GeoJSON FeatureCollection; 'one' a single object. */
export type JsonShape = 'lines' | 'array' | 'features' | 'one';

/** The shape of a text that begins with a brace or bracket. `isWhole` says that the head is all there is. */
export function jsonShape(head: string, isWhole: boolean): JsonShape {
  const text = head.replace(/^[\s\x1e]+/, '');
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const rest = text.slice(line.length).trim();
  const isLine = isJson(line);
  if (isLine && rest !== '') return 'lines';
  if (text.startsWith('[')) return isLine && !/^\[\s*[{[\]]/.test(line) ? 'lines' : 'array';
  if (hasArrayMember(text, 'features')) return 'features';
  if (isLine) return 'lines';
  // A line that breaks off before an object begins on the next is a broken line, not an object over many lines.
  if (rest === '' || rest.startsWith('{')) return isWhole ? 'lines' : 'features';
  return isWhole ? 'one' : 'features';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the outermost object has an array under this name, as far as the text goes. */
function hasArrayMember(text: string, name: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:\s*\[)?|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token.endsWith('[')) {
      if (depth === 1 && token.startsWith(`"${name}"`)) return true;
      depth += 1;
    }
  }
  return false;
}
