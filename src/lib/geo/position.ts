// A position as GeoJSON writes it (RFC 7946). A shape only.

/** Longitude, latitude in degrees (WGS 84), and sometimes a height in metres. */
export type Position = readonly [number, number, ...number[]];
