// GeoJSON (RFC 7946): a feature a record, by its geometry field or by two numbers that are longitude and latitude. The last
// line says how many there were and where the log stood.
import { type GeoFeature, writeGeoJson } from '#lib/sheet';
import type { ListedRecord } from '#projection/record';
import type { Field, Register } from '#register';
import { exportedFields } from './columns.ts';
import type { ExportRequest } from './export.ts';
import { exportedRecords, type Tally } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

/** Where a record lies: the field of its geometry, or those of its longitude and latitude. */
export type Whereabouts = { readonly geometry: Field } | { readonly longitude: Field; readonly latitude: Field };

const longitudes = ['lon', 'lng', 'longitude'];
const latitudes = ['lat', 'latitude'];

/** The public fields that say where a record lies, if there are any. */
export function whereaboutsOf(register: Register): Whereabouts | undefined {
  const fields = exportedFields(register);
  const geometry = fields.find(field => field.type === 'geometry');
  if (geometry !== undefined) return { geometry };
  const named = (names: readonly string[]) =>
    fields.find(({ name, type }) => names.includes(name) && (type === 'number' || type === 'decimal'));
  const [longitude, latitude] = [named(longitudes), named(latitudes)];
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude };
}

/** The pieces of the FeatureCollection; `whereabouts` of the register as it is in the snapshot. */
export function geoJsonPieces(
  snapshot: Snapshot,
  query: ExportRequest['query'],
  tally: Tally,
): AsyncIterable<Uint8Array> {
  const whereabouts = whereaboutsOf(snapshot.stored.register);
  const { size, root } = snapshot;
  const end = () => ({ rows: tally.rows, size, root: Buffer.from(root).toString('base64') });
  return writeGeoJson(features(exportedRecords(snapshot, query, tally), whereabouts), end);
}

async function* features(
  records: AsyncIterable<ListedRecord>,
  whereabouts: Whereabouts | undefined,
): AsyncIterable<GeoFeature> {
  for await (const { key, item } of records) {
    if (whereabouts === undefined) yield { id: key, geometry: null, properties: item };
    else if ('geometry' in whereabouts) {
      const { [whereabouts.geometry.name]: geometry = null, ...properties } = item;
      yield { id: key, geometry, properties };
    } else yield { id: key, geometry: pointOf(item, whereabouts), properties: item };
  }
}

function pointOf(
  item: ListedRecord['item'],
  { longitude, latitude }: { readonly longitude: Field; readonly latitude: Field },
): GeoFeature['geometry'] {
  const position = [item[longitude.name], item[latitude.name]];
  if (position.some(one => one === undefined || one === null)) return null;
  return { type: 'Point', coordinates: position.map(Number) };
}
