// Numbers of the lanes: how much of each kind of work runs, and how much waits behind it.
import type { Lane } from '#lib/traffic';
import type { LaneName } from '../limits.ts';
import { type Family, labelled } from './exposition.ts';

/** What runs and what waits in each lane. */
export function laneNumbers(lanes: Readonly<Record<LaneName, Lane>>): Family[] {
  const each = (value: (lane: Lane) => number) =>
    Object.entries(lanes).map(([name, lane]) => [name, value(lane)] as const);
  return [
    labelled(
      'lane_running',
      'gauge',
      'Answers being made, by their kind.',
      'lane',
      each(lane => lane.running),
    ),
    labelled(
      'lane_waiting',
      'gauge',
      'Requests that wait for a place, by their kind.',
      'lane',
      each(lane => lane.waiting),
    ),
  ];
}
