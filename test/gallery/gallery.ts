import '../../src/components/video-visit-clinician/video-visit-clinician.define.ts';
import '../../src/components/video-visit/video-visit.define.ts';
import '../../src/components/visit-list/visit-list.define.ts';
import { drawPicture } from '../../src/testing/drawn-picture.ts';
import { dayListStates } from './day-list-states.ts';
import { preparationStates } from './preparation-states.ts';
import { microphoneStates } from './microphone-states.ts';
import { peopleStates } from './people-states.ts';
import { queueStates } from './queue-states.ts';
import { recordStates } from './record-states.ts';
import { settle } from './settle.ts';
import { smallPictureStates } from './small-picture-states.ts';
import { selfTestStates } from './self-test-states.ts';
import { supportStates } from './support-states.ts';
import { clinicianStates, fakeSession, listStates, patientStates, presses, refuse } from './states.ts';

/** Shows one state: `?state=waiting&lang=sv&scheme=light`; `?panel` puts the clinician's panel into a column. */
const wanted = new URLSearchParams(location.search);
const state = wanted.get('state') ?? 'waiting';
const root = document.documentElement;
root.lang = wanted.get('lang') ?? 'sv';
root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
root.dataset['scheme'] = wanted.get('scheme') ?? 'light';
if (wanted.has('panel')) root.dataset['panel'] = '';

const pictures = {
  own: drawPicture({ hue: 30 }).stream,
  clinician: drawPicture({ hue: 190 }).stream,
  patient: drawPicture({ hue: 40, portrait: true }).stream,
  third: drawPicture({ hue: 120 }).stream,
};

const patientState = patientStates[state];
const clinicianState = clinicianStates[state.replace(/-refused$/, '')];
if (patientState) {
  const session = fakeSession(patientState(pictures));
  session.level = 0.45;
  const element = document.createElement('video-visit');
  element.session = session;
  document.body.append(element);
  const pressed = presses[state];
  if (pressed) await press(element, pressed);
} else if (clinicianState) {
  const element = document.createElement('video-visit-clinician');
  const list = await clinicianState(pictures);
  element.dayList = list;
  document.body.append(element);
  if (state.endsWith('-refused')) await refuse(list, element);
} else if (listStates[state]) {
  const element = document.createElement('visit-list');
  element.visits = listStates[state]();
  document.body.append(element);
} else if (supportStates[state]) {
  await supportStates[state](pictures);
} else if (preparationStates[state]) {
  await preparationStates[state]();
} else if (recordStates[state]) {
  await recordStates[state]();
} else if (dayListStates[state]) {
  await dayListStates[state]();
} else if (queueStates[state]) {
  await queueStates[state]();
} else if (microphoneStates[state]) {
  await microphoneStates[state](pictures);
} else if (peopleStates[state]) {
  await peopleStates[state](pictures);
} else if (smallPictureStates[state]) {
  await smallPictureStates[state](pictures);
} else if (selfTestStates[state]) {
  selfTestStates[state](pictures.own);
} else {
  const names = [patientStates, listStates, preparationStates, supportStates, selfTestStates, clinicianStates].flatMap(
    Object.keys,
  );
  document.body.append(
    ...names.map((name) => {
      const link = document.createElement('a');
      link.href = `?state=${name}`;
      link.textContent = `${name} `;
      return link;
    }),
  );
}
window.embed = async (size) => {
  if (size) root.dataset['embedded'] = size;
  else delete root.dataset['embedded'];
  await settle();
};
await settle();
root.dataset['ready'] = '';

/** The stage comes when it is first needed. */
async function press(element: HTMLElement, button: string): Promise<void> {
  for (;;) {
    const found = element.shadowRoot?.querySelector('visit-stage')?.shadowRoot?.querySelector<HTMLElement>(button);
    if (found) return found.click();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

declare global {
  interface Window {
    /** Gives the state a box of 400×700 or a column of 320 px; null: the whole page. Resolves when all has settled. */
    embed: (size: 'box' | 'column' | null) => Promise<void>;
  }
}
