import 'video-visit/define/video-visit-clinician';
import type { VisitRecordDetail } from 'video-visit';
import { type Access, ask } from '../shared/back-end.ts';
import { byId, el } from '../shared/dom.ts';
import { PageAddress } from '../shared/page-address.ts';
import { answersView, reminderView, time, visitRecordView } from './from-visit.ts';
import { type NoteView, noteView } from './note-view.ts';
import { recordView } from './record-view.ts';
import type { PatientRecord } from './record.ts';

interface Clinician {
  readonly id: string;
  readonly name: string;
  readonly profession: 'physician' | 'nurse' | 'administrator';
}

/** A video visit of today, as the booking system knows it. */
interface BookedVisit {
  readonly visitId: string;
  readonly patientId: string;
  readonly bookedStart: string;
}

const professions: Readonly<Record<Clinician['profession'], string>> = {
  physician: 'distriktsläkare',
  nurse: 'distriktssköterska',
  administrator: 'vårdadministratör',
};

const address = new PageAddress();
const record = byId('record');
const panel = byId('panel');

async function showPage(): Promise<void> {
  try {
    const clinicians = await ask<Clinician[]>('journal/people');
    const clinician = clinicians.find(({ id }) => id === address.get('person')) ?? clinicians[0];
    if (!clinician) throw new Error('the demo has no clinician');
    addPersonChoice(clinicians, clinician);
    addPanelChoice();
    const [records, visits] = await Promise.all([
      ask<PatientRecord[]>('journal/records', { person: clinician.id }),
      ask<BookedVisit[]>('journal/visits', { person: clinician.id }),
    ]);
    await new Journal(clinician, records, visits).open();
  } catch {
    showTrouble();
  }
}

/** The records that are open, and the panel beside them. */
class Journal {
  readonly #clinician: Clinician;
  readonly #records: readonly PatientRecord[];
  readonly #booked: readonly BookedVisit[];
  readonly #panel = el('video-visit-clinician');
  /** What has been written, by patient and heading. */
  readonly #texts = new Map<string, Map<string, string>>();
  /** What came from visits, by patient and kind. */
  readonly #fromVisits = new Map<string, Map<string, HTMLElement>>();
  #shown: PatientRecord | undefined;
  #note: NoteView | null = null;
  #dictates = false;

  constructor(clinician: Clinician, records: readonly PatientRecord[], booked: readonly BookedVisit[]) {
    this.#clinician = clinician;
    this.#records = records;
    this.#booked = booked;
  }

  async open(): Promise<void> {
    this.#show(this.#records[0]);
    const access = (): Promise<Access> => ask('journal/token', { person: this.#clinician.id }, { method: 'POST' });
    if (address.get('practice') === null) {
      const { service, token } = await access();
      this.#panel.service = service;
      this.#panel.token = token;
      this.#panel.renewToken = async () => (await access()).token;
      this.#panel.dropIn = true;
      this.#panel.inviteLink = (invited) => this.#linkFor(invited);
    } else {
      this.#panel.practice = true;
    }
    this.#panel.supportPhone = '010-000 00 00';
    this.#panel.visitId = address.get('visit');
    this.#panel.delayPhrases = ['Ett akut besök kom emellan.', 'Jag behöver starta om datorn. Vänta kvar.'];
    this.#listen();
    panel.replaceChildren(this.#panel);
  }

  /** Whoever is invited has no account here: the link that the clinician sends is their way in. */
  async #linkFor({ visitId, participantId }: { visitId: string; participantId: string }): Promise<string> {
    const query = { person: this.#clinician.id, visit: visitId };
    const options = { method: 'POST', body: { participantId } } as const;
    return (await ask<{ address: string }>('journal/invitations', query, options)).address;
  }

  #listen(): void {
    const panel = this.#panel;
    // The record follows the visit: whoever is called in has their record open.
    panel.addEventListener('visit-started', ({ detail }) => void this.#follow(detail.visitId));
    panel.addEventListener('visit-ended', ({ detail }) => void this.#keepRecord(detail));
    panel.addEventListener('visit-record-changed', ({ detail }) => void this.#keepRecord(detail));
    panel.addEventListener('visit-preparation-answered', ({ detail: { visitId, response, observations } }) => {
      void this.#keep(visitId, 'answers', () => answersView(response, observations));
    });
    panel.addEventListener(
      'visit-reminder-asked',
      ({ detail }) => void this.#keep(detail.visitId, 'reminder', reminderView),
    );
    panel.addEventListener('visit-microphone-changed', ({ detail }) => {
      this.#dictates = detail.dictating;
      this.#note?.showDictation(detail.dictating);
    });
  }

  /** Null where the visit came to nothing. */
  async #keepRecord({ visitId, encounter, suggestedCode }: VisitRecordDetail): Promise<void> {
    if (encounter) await this.#keep(visitId, 'record', () => visitRecordView(encounter, suggestedCode));
  }

  /** Puts what came from a visit into its patient's record, in place of what came before. What is being written is left alone. */
  async #keep(visitId: string | null, what: 'answers' | 'record' | 'reminder', make: () => HTMLElement): Promise<void> {
    const patient = await this.#patientOf(visitId);
    if (!patient) return;
    const kept = this.#fromVisits.get(patient.patientId) ?? new Map<string, HTMLElement>();
    const view = make();
    kept.get(what)?.remove();
    kept.set(what, view);
    this.#fromVisits.set(patient.patientId, kept);
    if (patient === this.#shown) this.#note?.element.before(view);
  }

  async #patientOf(visitId: string | null): Promise<PatientRecord | undefined> {
    if (visitId === null) return undefined;
    const { patientId } = await ask<PatientRecord>('journal/record', { person: this.#clinician.id, visit: visitId });
    return this.#records.find((candidate) => candidate.patientId === patientId);
  }

  async #follow(visitId: string | null): Promise<void> {
    const patient = await this.#patientOf(visitId);
    if (patient && patient !== this.#shown) this.#show(patient);
  }

  #show(open: PatientRecord | undefined): void {
    this.#shown = open;
    const tabs = this.#records.map((candidate) => {
      const button = el('button', { type: 'button', 'aria-current': candidate === open && 'true' }, candidate.name);
      button.onclick = () => {
        this.#show(candidate);
        record.querySelector<HTMLElement>('[aria-current]')?.focus();
      };
      return button;
    });
    record.replaceChildren(el('nav', { class: 'open-records', 'aria-label': 'Öppna journaler' }, ...tabs));
    if (open) record.append(this.#view(open));
  }

  #view(patient: PatientRecord): HTMLElement {
    const { patientId } = patient;
    const texts = this.#texts.get(patientId) ?? new Map<string, string>();
    this.#texts.set(patientId, texts);
    this.#note = noteView(texts, { mute: (on) => this.#panel.muteForDictation(on) });
    this.#note.showDictation(this.#dictates);
    return recordView(patient, {
      visit: this.#visitButton(patient),
      writing: [...(this.#fromVisits.get(patientId)?.values() ?? []), this.#note.element],
    });
  }

  /** Opens the patient's visit of the day straight from the record. */
  #visitButton({ patientId }: PatientRecord): HTMLElement | null {
    const booked = this.#booked.find((visit) => visit.patientId === patientId);
    if (!booked) return null;
    const button = el('button', { type: 'button', class: 'open-visit' }, `Videobesök kl. ${time(booked.bookedStart)}`);
    button.onclick = () => this.#panel.openVisit(booked.visitId);
    return button;
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

/** Where the panel stands, and whether it is for practice: a journal settles the one, and has a way to the other. */
function addPanelChoice(): void {
  const place = byId<HTMLSelectElement>('place');
  const desk = byId('desk');
  const show = (): void => {
    desk.dataset['panel'] = place.value;
  };
  place.value = address.get('panel') ?? 'beside';
  place.onchange = () => {
    history.replaceState(null, '', address.with({ panel: place.value }));
    show();
  };
  show();
  const practises = address.get('practice') !== null;
  const link = byId<HTMLAnchorElement>('practice');
  link.href = address.with({ practice: practises ? null : '1' });
  link.textContent = practises ? 'Sluta öva' : 'Öva utan patient';
}

function showTrouble(): void {
  const again = el('button', { type: 'button' }, 'Försök igen');
  again.onclick = () => void showPage();
  panel.replaceChildren(
    el('div', { class: 'trouble' }, el('p', { role: 'alert' }, 'Videobesöken kan inte hämtas just nu.'), again),
  );
}

await showPage();
