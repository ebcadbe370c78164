// Time as an argument: rooms that need the time are given a Clock, so that tests can hold it still.
export { type Clock, systemClock, vientianeDayEnd } from './clock.ts';
