/** Made-up records. Any likeness to a real person is chance; values are plausible and nothing more. */

export interface Problem {
  readonly name: string;
  /** ICD-10-SE. */
  readonly code: string;
  readonly since: string;
}

export interface Note {
  readonly date: string;
  readonly author: string;
  readonly title: string;
  readonly text: readonly string[];
}

export interface Medication {
  readonly name: string;
  readonly dose: string;
  readonly reason: string;
}

export interface LabValue {
  readonly name: string;
  readonly unit: string;
  readonly reference: string;
  /** Oldest first. */
  readonly results: readonly { readonly date: string; readonly value: string; readonly outside: boolean }[];
}

/** A contact with the clinic, as the list of contacts has it; those with a note of their own are there too. */
export interface Contact {
  readonly date: string;
  readonly kind: string;
  readonly with: string;
  readonly about: string;
}

export interface PatientRecord {
  readonly born: string;
  readonly sex: 'female' | 'male';
  readonly phone: string;
  readonly warning: string | null;
  readonly problems: readonly Problem[];
  readonly contacts: readonly Contact[];
  readonly notes: readonly Note[];
  readonly medications: readonly Medication[];
  readonly labs: readonly LabValue[];
}

const records: Readonly<Record<string, PatientRecord>> = {
  'karin-lind': {
    born: '1964-03-11',
    sex: 'female',
    phone: '070-174 06 01',
    warning: 'Överkänslighet: penicillin (utslag, 1998)',
    problems: [
      { name: 'Hypertoni, essentiell', code: 'I10.9', since: '2019' },
      { name: 'Hypotyreos', code: 'E03.9', since: '2011' },
      { name: 'Artros i höger knä', code: 'M17.1', since: '2022' },
    ],
    contacts: [
      { date: '2026-10-28', kind: 'Provtagning', with: 'Laboratoriet', about: 'Kreatinin, kalium' },
      { date: '2026-10-14', kind: 'Läkarbesök', with: 'Anna Berg', about: 'Kontroll av blodtryck' },
      { date: '2026-05-06', kind: 'Telefonkontakt', with: 'Johan Ek', about: 'Provsvar TSH' },
      { date: '2026-02-19', kind: 'Läkarbesök', with: 'Anna Berg', about: 'Årskontroll' },
      { date: '2025-11-03', kind: 'Fysioterapeut', with: 'Ida Norling', about: 'Knäartros, träning' },
    ],
    notes: [
      {
        date: '2026-10-14',
        author: 'Anna Berg, distriktsläkare',
        title: 'Läkarbesök på mottagningen',
        text: [
          'Kontroll av blodtryck. Mår bra, promenerar dagligen. Ingen bröstsmärta, ingen andfåddhet. Lätt huvudvärk på morgnarna den senaste månaden.',
          'Blodtryck sittande 152/88, upprepat 148/86. Puls 72, regelbunden. Hjärta och lungor utan anmärkning.',
          'Bedömning: otillräckligt behandlad hypertoni. Höjer enalapril. Hemblodtryck i två veckor, därefter videobesök.',
        ],
      },
      {
        date: '2026-05-06',
        author: 'Johan Ek, distriktssköterska',
        title: 'Telefonkontakt',
        text: [
          'Undrar över svar på sköldkörtelprov. Meddelas att TSH är inom referensområdet. Oförändrad dos, nytt prov om ett år.',
        ],
      },
      {
        date: '2026-02-19',
        author: 'Anna Berg, distriktsläkare',
        title: 'Årskontroll',
        text: [
          'Välbefinnande. Knät besvärar vid trappgång, har god hjälp av träningen hos fysioterapeut. Fortsätter som tidigare.',
        ],
      },
    ],
    medications: [
      { name: 'Enalapril 20 mg, tablett', dose: '1 tablett på morgonen', reason: 'Högt blodtryck' },
      { name: 'Levotyroxin 100 mikrogram, tablett', dose: '1 tablett på fastande mage', reason: 'Hypotyreos' },
      { name: 'Paracetamol 500 mg, tablett', dose: '1–2 tabletter vid behov, högst 6 per dygn', reason: 'Knäsmärta' },
    ],
    labs: [
      {
        name: 'P-Kreatinin',
        unit: 'µmol/l',
        reference: '45–90',
        results: [
          { date: '2025-02-10', value: '68', outside: false },
          { date: '2026-02-12', value: '71', outside: false },
          { date: '2026-10-28', value: '74', outside: false },
        ],
      },
      {
        name: 'P-Kalium',
        unit: 'mmol/l',
        reference: '3,5–4,4',
        results: [
          { date: '2025-02-10', value: '4,1', outside: false },
          { date: '2026-02-12', value: '4,0', outside: false },
          { date: '2026-10-28', value: '4,6', outside: true },
        ],
      },
      {
        name: 'P-TSH',
        unit: 'mE/l',
        reference: '0,4–4,0',
        results: [
          { date: '2025-02-10', value: '4,3', outside: true },
          { date: '2026-02-12', value: '2,9', outside: false },
          { date: '2026-05-04', value: '2,6', outside: false },
        ],
      },
    ],
  },
  'yusuf-haddad': {
    born: '1978-09-24',
    sex: 'male',
    phone: '070-174 06 02',
    warning: null,
    problems: [
      { name: 'Diabetes mellitus typ 2', code: 'E11.9', since: '2021' },
      { name: 'Hyperlipidemi, blandad', code: 'E78.2', since: '2021' },
    ],
    contacts: [
      { date: '2026-11-16', kind: 'Provtagning', with: 'Laboratoriet', about: 'HbA1c, lipider, eGFR' },
      { date: '2026-09-02', kind: 'Läkarbesök', with: 'Anna Berg', about: 'Årskontroll diabetes' },
      { date: '2026-06-10', kind: 'Fotvård', with: 'Medicinsk fotvård', about: 'Fotstatus utan anmärkning' },
      { date: '2026-04-15', kind: 'Sköterskebesök', with: 'Johan Ek', about: 'Levnadsvanor' },
      { date: '2025-12-01', kind: 'Ögonbottenfoto', with: 'Ögonmottagningen', about: 'Ingen retinopati' },
    ],
    notes: [
      {
        date: '2026-09-02',
        author: 'Anna Berg, distriktsläkare',
        title: 'Årskontroll diabetes',
        text: [
          'Tar sina läkemedel. Har gått ner tre kilo sedan i våras. Inga känningar av lågt blodsocker. Fötter utan sår, normal känsel.',
          'Bedömning: HbA1c på väg åt rätt håll. Fortsatt metformin. Nya prover i november, svar vid videobesök.',
        ],
      },
      {
        date: '2026-04-15',
        author: 'Johan Ek, distriktssköterska',
        title: 'Sköterskebesök, levnadsvanor',
        text: ['Samtal om kost och rörelse. Har börjat cykla till arbetet. Önskar följa upp vikten på egen hand.'],
      },
    ],
    medications: [
      { name: 'Metformin 500 mg, tablett', dose: '2 tabletter morgon och kväll', reason: 'Diabetes' },
      { name: 'Atorvastatin 20 mg, tablett', dose: '1 tablett till kvällen', reason: 'Blodfetter' },
    ],
    labs: [
      {
        name: 'B-HbA1c',
        unit: 'mmol/mol',
        reference: '27–42',
        results: [
          { date: '2026-03-30', value: '61', outside: true },
          { date: '2026-08-27', value: '55', outside: true },
          { date: '2026-11-16', value: '51', outside: true },
        ],
      },
      {
        name: 'P-LDL-kolesterol',
        unit: 'mmol/l',
        reference: '1,4–4,7',
        results: [
          { date: '2026-03-30', value: '2,8', outside: false },
          { date: '2026-08-27', value: '2,4', outside: false },
          { date: '2026-11-16', value: '2,2', outside: false },
        ],
      },
      {
        name: 'eGFR',
        unit: 'ml/min/1,73 m²',
        reference: '> 60',
        results: [
          { date: '2026-03-30', value: '88', outside: false },
          { date: '2026-08-27', value: '90', outside: false },
          { date: '2026-11-16', value: '89', outside: false },
        ],
      },
    ],
  },
  'elsa-nygren': {
    born: '1992-06-02',
    sex: 'female',
    phone: '070-174 06 03',
    warning: 'Kontaktallergi: nickel',
    problems: [
      { name: 'Handeksem', code: 'L30.8', since: '2024' },
      { name: 'Järnbrist', code: 'E61.1', since: '2026' },
    ],
    contacts: [
      { date: '2026-11-09', kind: 'Rådgivning i portalen', with: 'Johan Ek', about: 'Handeksem' },
      { date: '2026-10-12', kind: 'Provtagning', with: 'Laboratoriet', about: 'Hb, ferritin' },
      { date: '2026-07-06', kind: 'Telefonkontakt', with: 'Johan Ek', about: 'Provsvar, fortsatt järn' },
      { date: '2024-03-18', kind: 'Läkarbesök', with: 'Anna Berg', about: 'Handeksem, lapptest beställs' },
    ],
    notes: [
      {
        date: '2026-11-09',
        author: 'Johan Ek, distriktssköterska',
        title: 'Rådgivning i portalen',
        text: [
          'Försämrat eksem på händerna sedan tre veckor, arbetar i restaurangkök. Har skickat bilder: torra, rodnade fingrar, inga sår.',
          'Råd om mjukgörande och handskar. Bokas för videobesök för bedömning.',
        ],
      },
    ],
    medications: [
      { name: 'Hydrokortisonbutyrat 0,1 %, kräm', dose: '1 gång dagligen i två veckor', reason: 'Handeksem' },
      { name: 'Järn 100 mg, tablett', dose: '1 tablett varannan dag', reason: 'Järnbrist' },
    ],
    labs: [
      {
        name: 'B-Hemoglobin',
        unit: 'g/l',
        reference: '117–153',
        results: [
          { date: '2026-04-20', value: '112', outside: true },
          { date: '2026-07-06', value: '119', outside: false },
          { date: '2026-10-12', value: '126', outside: false },
        ],
      },
      {
        name: 'P-Ferritin',
        unit: 'µg/l',
        reference: '10–150',
        results: [
          { date: '2026-04-20', value: '7', outside: true },
          { date: '2026-07-06', value: '18', outside: false },
          { date: '2026-10-12', value: '31', outside: false },
        ],
      },
    ],
  },
};

export const findRecord = (patientId: string): PatientRecord | undefined => records[patientId];
