import type { Role, SupportStep } from '../../contract/index.ts';
import type { VisitSnapshot } from '../visit/visit-state.ts';

/** What people most often need help with. Each has a title, a drawing and a few things to try. */
export const supportTopics = [
  'open',
  'time',
  'permission',
  'picture',
  'heard',
  'sound',
  'network',
  'wait',
  'private',
  'back',
  'patient-away',
  'late',
  'ring',
  'dictate',
  'put-back',
  'drop-in',
  'be-seen',
] as const;
export type SupportTopic = (typeof supportTopics)[number];

/** The most that is shown: a long list helps nobody. A clinician has the panel's own steps beside the troubles. */
const SHOWN = { others: 4, clinician: 5 } as const;

const usual: Readonly<Record<SupportStep, readonly SupportTopic[]>> = {
  'help-page': ['permission', 'picture', 'heard', 'sound'],
  'self-test': ['permission', 'picture', 'heard', 'sound'],
  before: ['time', 'permission', 'private'],
  opening: ['open', 'network'],
  checking: ['permission', 'picture', 'heard'],
  waiting: ['wait', 'picture', 'heard', 'private'],
  'called-in': ['network', 'sound', 'picture'],
  'on-stage': ['sound', 'heard', 'picture', 'network'],
  over: ['back'],
  'taken-over': ['back'],
  failed: ['open', 'network'],
  'day-list': ['patient-away', 'late', 'ring', 'drop-in', 'be-seen'],
};

/** Where a clinician needs something else than the others. */
const usualForClinicians: Partial<Record<SupportStep, readonly SupportTopic[]>> = {
  waiting: ['patient-away', 'late', 'ring'],
  'called-in': ['patient-away', 'ring', 'network', 'sound'],
  'on-stage': ['dictate', 'put-back', 'ring', 'sound', 'heard'],
  over: ['patient-away', 'ring'],
};

const about: readonly (readonly [RegExp, readonly SupportTopic[]])[] = [
  [/^(permission-denied|blocked-by-policy|insecure-context)$/, ['permission']],
  [/^(camera-|black$|frozen$)/, ['picture']],
  [/^(microphone-|silent$)/, ['heard']],
  [/^device-/, ['picture', 'heard']],
  [/^(service-|gateway-|room-|media-|sending-|receiving-|ring-instead)/, ['network']],
  [/^(token-|wrong-visit|visit-not-found|forbidden|unsupported-browser|bad-attribute)/, ['open']],
  [/^(too-early|queue-closed)$/, ['time']],
];

/** What is most likely wrong comes first, then what is usual at this step for this role. */
export function topicsFor(step: SupportStep, problems: readonly string[], role: Role | null = null): SupportTopic[] {
  const likely = problems.flatMap((code) => about.find(([pattern]) => pattern.test(code))?.[1] ?? []);
  const isClinician = role === 'clinician' || step === 'day-list';
  const here = (isClinician && usualForClinicians[step]) || usual[step];
  return [...new Set([...likely, ...here])].slice(0, SHOWN[isClinician ? 'clinician' : 'others']);
}

/** Whether something is wrong that one of the topics is about. */
export const isLikely = (topic: SupportTopic, problems: readonly string[]): boolean =>
  problems.some((code) => about.find(([pattern]) => pattern.test(code))?.[1].includes(topic));

/** Where the person is, in the words of the contract. */
export function stepOf(snapshot: VisitSnapshot): SupportStep {
  switch (snapshot.phase) {
    case 'starting':
      return 'opening';
    case 'ahead':
      return 'before';
    default:
      return snapshot.phase;
  }
}

/** Codes of what is wrong right now, each once: numbers and names of devices are not among them. */
export function problemsOf(snapshot: VisitSnapshot): string[] {
  const { devices, problem } = snapshot;
  const codes: (string | null | undefined)[] = [
    snapshot.phase === 'failed' ? snapshot.error.code : null,
    problem?.code,
    devices.camera.status === 'failed' ? deviceCode('camera', devices.camera.error.code) : null,
    devices.microphone.status === 'failed' ? deviceCode('microphone', devices.microphone.error.code) : null,
    devices.notice?.kind === 'nothing' ? devices.notice.what : null,
  ];
  if (snapshot.phase === 'called-in' || snapshot.phase === 'on-stage') {
    const { quality, ringInstead } = snapshot;
    for (const way of ['sending', 'receiving'] as const) {
      const { cause } = quality[way];
      if (cause !== null) codes.push(`${way}-${cause}`);
    }
    if (ringInstead) codes.push('ring-instead');
  }
  return [...new Set(codes.filter((code) => code !== null && code !== undefined))];
}

/** What one device cannot do is told apart; that the person has not allowed it is one thing for both. */
const deviceCode = (device: 'camera' | 'microphone', code: string): string =>
  code.startsWith('device-') || code === 'unknown' ? `${device}-${code}` : code;
