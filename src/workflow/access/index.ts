// Who acts. For now a name given at the console; accounts and rights take this room's place without moving its door.

export { findPerson, getPerson, type Person } from './person.ts';
export { accessRefusals } from './refusals.ts';
