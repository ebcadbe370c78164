// Plane geometry on longitude and latitude: what registers need of it, and nothing of registers.
export { type Bounds, boundsOf } from './bounds.ts';
export { contains } from './contains.ts';
export { crossesItself } from './crossing.ts';
export type { Position } from './position.ts';
