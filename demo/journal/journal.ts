import 'video-visit/define/video-visit-clinician';
import { type Access, ask } from '../shared/back-end.ts';
import { byId, el } from '../shared/dom.ts';
import { PageAddress } from '../shared/page-address.ts';
import { recordView } from './record-view.ts';
import type { PatientRecord } from './record.ts';

interface Clinician {
  readonly id: string;
  readonly name: string;
  readonly profession: 'physician' | 'nurse';
}

const professions: Readonly<Record<Clinician['profession'], string>> = {
  physician: 'distriktsläkare',
  nurse: 'distriktssköterska',
};

const address = new PageAddress();
const record = byId('record');
const panel = byId('panel');

await showPage();

async function showPage(): Promise<void> {
  try {
    const clinicians = await ask<Clinician[]>('journal/people');
    const clinician = clinicians.find(({ id }) => id === address.get('person')) ?? clinicians[0];
    if (!clinician) throw new Error('the demo has no clinician');
    addPersonChoice(clinicians, clinician);
    const records = await ask<PatientRecord[]>('journal/records', { person: clinician.id });
    showRecord(records, records[0]);
    await addPanel(clinician, records);
  } catch {
    showTrouble();
  }
}

function addPersonChoice(clinicians: readonly Clinician[], signedIn: Clinician): void {
  byId('who').textContent = `${signedIn.name}, ${professions[signedIn.profession]}`;
  byId<HTMLAnchorElement>('home').href = address.with({ person: signedIn.id });
  const choice = byId<HTMLSelectElement>('person');
  choice.replaceChildren(
    ...clinicians.map(({ id, name, profession }) =>
      el('option', { value: id, selected: id === signedIn.id }, `${name}, ${professions[profession]}`),
    ),
  );
  choice.onchange = () => location.assign(address.with({ person: choice.value }));
}

async function addPanel(clinician: Clinician, records: readonly PatientRecord[]): Promise<void> {
  const access = (): Promise<Access> => ask('journal/token', { person: clinician.id }, { method: 'POST' });
  const { service, token } = await access();
  const visits = el('video-visit-clinician', { service, token });
  visits.renewToken = async () => (await access()).token;
  // The record follows the visit: whoever is called in has their record open.
  visits.addEventListener('visit-started', (event) => {
    const { visitId } = (event as CustomEvent<{ visitId: string }>).detail;
    void followVisit(clinician, visitId, records);
  });
  panel.replaceChildren(visits);
}

async function followVisit(clinician: Clinician, visitId: string, records: readonly PatientRecord[]): Promise<void> {
  const { patientId } = await ask<PatientRecord>('journal/record', { person: clinician.id, visit: visitId });
  showRecord(
    records,
    records.find((candidate) => candidate.patientId === patientId),
  );
}

function showRecord(records: readonly PatientRecord[], open: PatientRecord | undefined): void {
  const tabs = records.map((candidate) => {
    const button = el('button', { type: 'button', 'aria-current': candidate === open && 'true' }, candidate.name);
    button.onclick = () => {
      showRecord(records, candidate);
      record.querySelector<HTMLElement>('[aria-current]')?.focus();
    };
    return button;
  });
  record.replaceChildren(el('nav', { class: 'open-records', 'aria-label': 'Öppna journaler' }, ...tabs));
  if (open) record.append(recordView(open));
}

function showTrouble(): void {
  const again = el('button', { type: 'button' }, 'Försök igen');
  again.onclick = () => void showPage();
  panel.replaceChildren(
    el('div', { class: 'trouble' }, el('p', { role: 'alert' }, 'Videobesöken kan inte hämtas just nu.'), again),
  );
}
