import { CALL_IN_TOLERANCE_MS } from './timing.ts';

/** Whether a call-in at `now` (the service's time, ms) comes before the booked time, so that the patient is asked first (N08). */
export const isEarlyCall = (bookedStart: string | Date, now: number): boolean =>
  now < new Date(bookedStart).getTime() - CALL_IN_TOLERANCE_MS;
