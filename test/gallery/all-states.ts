import { dayListStates } from './day-list-states.ts';
import { microphoneStates } from './microphone-states.ts';
import { peopleStates } from './people-states.ts';
import { preparationStates } from './preparation-states.ts';
import { queueStates } from './queue-states.ts';
import { recordStates } from './record-states.ts';
import { selfTestStates } from './self-test-states.ts';
import { smallPictureStates } from './small-picture-states.ts';
import { clinicianStates, listStates, patientStates } from './states.ts';
import { supportStates } from './support-states.ts';

/** Names of all states that the gallery shows. */
export const allStates: readonly string[] = [
  ...[
    patientStates,
    listStates,
    preparationStates,
    supportStates,
    selfTestStates,
    dayListStates,
    queueStates,
    recordStates,
    peopleStates,
    microphoneStates,
    smallPictureStates,
    clinicianStates,
  ].flatMap(Object.keys),
  'day-list-refused',
];

const elements: Readonly<Record<string, string>> = { called: 'stage', list: 'visit-list', test: 'self-test' };
const momentsOfWholeVisit = new Set(['starting', 'failed', 'over', 'taken']);

/** What a state is a state of, by the first part of its name. */
export function elementOf(state: string): string {
  const [first = ''] = state.split('-');
  return momentsOfWholeVisit.has(first) ? 'video-visit' : (elements[first] ?? first);
}
