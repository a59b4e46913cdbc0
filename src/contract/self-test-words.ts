import type { SelfTestOutcome, SelfTestResults } from './self-test-schema.ts';

/** What a self-test looks at, in the order in which it is shown. */
export const selfTestChecks = ['browser', 'service', 'camera', 'speaker', 'microphone', 'network'] as const;
export type SelfTestCheck = (typeof selfTestChecks)[number];

/** Why a check did not pass. Each has a sentence and one thing to try in every language. */
export const selfTestReasons = [
  // the browser
  'unsupported-browser',
  'insecure-context',
  // camera and microphone
  'permission-denied',
  'blocked-by-policy',
  'device-not-found',
  'device-in-use',
  'device-failed',
  // the camera's picture
  'black',
  'frozen',
  'covered',
  'dark',
  'backlit',
  // microphone and speaker
  'silent',
  'not-heard',
  'own-voice-not-heard',
  'tone-not-heard',
  'sound-blocked',
  'not-answered',
  // the service and the network
  'service-unreachable',
  'too-many-requests',
  'service-refused',
  'gateway-unreachable',
  'no-path',
  'too-narrow',
  'narrow-up',
  'narrow-down',
  'lossy',
  'slow',
] as const;

/** What a visit needs in each direction, so that sound and a good picture get through, kbit/s. */
export const VISIT_NEEDS_KBPS = 600;

/** The worst of all checks. */
export function selfTestStatus(checks: SelfTestResults): SelfTestOutcome {
  const all = Object.values(checks).map(({ status }) => status);
  return all.includes('failed') ? 'failed' : all.includes('warned') ? 'warned' : 'passed';
}
