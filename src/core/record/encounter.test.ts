import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Fhir } from 'fhir';
import { recordExtension, suggestedCodeOf } from '../../contract/encounter.ts';
import type { Encounter, Period } from '../../contract/index.ts';
import { encounterOf, type PersonFacts, type RecordFacts } from './encounter.ts';

const at = (time: string): string => `2026-03-02T${time}.000Z`;
const END = at('09:21:30');
const stay = (start: string, end: string): Period => ({ start: at(start), end: at(end) });

const person = (role: PersonFacts['role'], name: string, more: Partial<PersonFacts> = {}): PersonFacts => ({
  role,
  name,
  reference: null,
  onBehalfOf: null,
  periods: [stay('09:02:00', '09:21:30')],
  ...more,
});

const facts = (more: Partial<RecordFacts> = {}): RecordFacts => ({
  id: 'visit-1',
  unit: { id: 'SE2321000016-4ABC', name: 'Ekdalens vårdcentral' },
  status: 'finished',
  statusHistory: [
    { status: 'planned', at: at('08:00:00') },
    { status: 'arrived', at: at('08:55:00') },
    { status: 'in-progress', at: at('09:02:00') },
    { status: 'finished', at: END },
  ],
  modality: 'video',
  physicalVisitNeeded: false,
  startedAt: at('09:02:00'),
  endedAt: END,
  participants: [
    person('patient', 'Karin Holm', { reference: 'patient-17' }),
    person('clinician', 'Anna Berg', { reference: 'SE2321000016-1234' }),
  ],
  ...more,
});

function assertValid(encounter: Encounter): void {
  const { valid, messages } = new Fhir().validate(encounter, { errorOnUnexpected: true });
  assert.ok(valid, JSON.stringify(messages));
}

const valueOf = (encounter: Encounter, url: string) => encounter.extension?.find((one) => one.url === url);
const codesOf = ({ participant = [] }: Encounter) =>
  participant.map(({ type, individual }) => [type[0]?.coding[0]?.code, individual.type, individual.display]);

describe('the record of a visit (N18)', () => {
  test('a video visit: virtual, with every status since when it was so, and how long it took', () => {
    const encounter = encounterOf(facts(), END);
    assertValid(encounter);
    assert.deepEqual(encounter.class, {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: 'VR',
      display: 'virtual',
    });
    assert.equal(encounter.status, 'finished');
    assert.deepEqual(
      encounter.statusHistory.map(({ status, period }) => [status, period.start, period.end]),
      [
        ['planned', at('08:00:00'), at('08:55:00')],
        ['arrived', at('08:55:00'), at('09:02:00')],
        ['in-progress', at('09:02:00'), END],
        ['finished', END, undefined],
      ],
    );
    assert.deepEqual(encounter.period, { start: at('09:02:00'), end: END });
    assert.deepEqual([encounter.length?.value, encounter.length?.code], [19.5, 'min']);
    assert.equal(encounter.meta.lastUpdated, END);
  });

  test('the patient is the subject and the clinician the performer, each by what the host gave', () => {
    const { subject, participant, serviceProvider, identifier, appointment } = encounterOf(facts(), END);
    assert.deepEqual(subject, { type: 'Patient', identifier: { value: 'patient-17' }, display: 'Karin Holm' });
    assert.deepEqual(participant, [
      {
        type: [
          {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
                code: 'PPRF',
                display: 'primary performer',
              },
            ],
          },
        ],
        period: { start: at('09:02:00'), end: END },
        individual: {
          type: 'Practitioner',
          identifier: { system: 'urn:oid:1.2.752.29.4.19', value: 'SE2321000016-1234' },
          display: 'Anna Berg',
        },
      },
    ]);
    assert.deepEqual(serviceProvider.identifier, { system: 'urn:oid:1.2.752.29.4.19', value: 'SE2321000016-4ABC' });
    const visit = { system: 'urn:video-visit:visit', value: 'visit-1' };
    assert.deepEqual([identifier, appointment[0]?.identifier], [[visit], visit]);
  });

  test('video suggests the code for care at a distance; the telephone is told apart, and suggests none', () => {
    const [video, phone] = (['video', 'phone'] as const).map((modality) => encounterOf(facts({ modality }), END));
    assert(video && phone);
    assertValid(phone);
    assert.deepEqual(suggestedCodeOf(video), { system: 'urn:oid:1.2.752.116.1.3.2.1.4', code: 'ZV051' });
    assert.equal(suggestedCodeOf(phone), null);
    const kinds = [video, phone].map(({ type }) => type?.[0]?.coding[0]?.code);
    assert.deepEqual(kinds, ['448337001', '185317003']);
    assert.deepEqual(
      [video, phone].map((encounter) => valueOf(encounter, recordExtension.modality)?.valueCode),
      ['video', 'phone'],
    );
    assert.equal(phone.class.code, 'VR');
  });

  test('that the patient has to come is in it where it was found (N35)', () => {
    const needed = encounterOf(facts({ physicalVisitNeeded: true }), END);
    assertValid(needed);
    assert.equal(valueOf(needed, recordExtension.physicalVisitNeeded)?.valueBoolean, true);
    assert.equal(valueOf(encounterOf(facts(), END), recordExtension.physicalVisitNeeded), undefined);
  });

  test('interpreter and companion are in it with their own times; who never came in is not', () => {
    const participants = [
      ...facts().participants,
      person('interpreter', 'Tove Tolk', { periods: [stay('09:05:00', '09:08:00'), stay('09:10:00', '09:21:30')] }),
      person('companion', 'Mia Mamma', { onBehalfOf: 'Karin Holm', periods: [stay('09:02:00', '09:20:00')] }),
      person('companion', 'Per Pappa', { periods: [] }),
      person('clinician', 'Bo Bokad', { periods: [] }),
    ];
    const encounter = encounterOf(facts({ participants }), END);
    assertValid(encounter);
    assert.deepEqual(codesOf(encounter), [
      ['PPRF', 'Practitioner', 'Anna Berg'],
      ['translator', 'Practitioner', 'Tove Tolk'],
      ['PART', 'RelatedPerson', 'Mia Mamma'],
    ]);
    const [, interpreter, guardian] = encounter.participant ?? [];
    assert.deepEqual(interpreter?.period, { start: at('09:05:00'), end: END }, 'from first to last');
    assert.deepEqual(guardian?.period, { start: at('09:02:00'), end: at('09:20:00') });
    assert.deepEqual(guardian?.extension, [{ url: recordExtension.onBehalfOf, valueString: 'Karin Holm' }]);
  });

  test('a guardian in the patient’s place takes part, and the child is the subject', () => {
    const participants = [person('patient', 'Mia Mamma', { reference: 'mia', onBehalfOf: 'Elsa Holm' })];
    const encounter = encounterOf(facts({ participants }), END);
    assertValid(encounter);
    assert.deepEqual(encounter.subject, { type: 'Patient', display: 'Elsa Holm' }, 'the reference is not the child’s');
    assert.deepEqual(codesOf(encounter), [['PART', 'RelatedPerson', 'Mia Mamma']]);
    assert.deepEqual(encounter.participant?.[0]?.individual.identifier, { value: 'mia' });
  });

  test('a cancelled visit has its times, and nothing that was never done', () => {
    const encounter = encounterOf(
      facts({
        status: 'cancelled',
        startedAt: null,
        statusHistory: [
          { status: 'planned', at: at('08:00:00') },
          { status: 'cancelled', at: END },
        ],
        participants: facts().participants.map((one) => ({ ...one, periods: [] })),
      }),
      END,
    );
    assertValid(encounter);
    assert.deepEqual(
      [encounter.status, encounter.period, encounter.participant, encounter.extension, encounter.type],
      ['cancelled', undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(encounter.statusHistory[0]?.period, { start: at('08:00:00'), end: END });
  });
});
