import type { SelfTestOutcome, SelfTestReason } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import type { VisitError } from '../errors.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { MediaEnvironment } from '../media/media-environment.ts';
import type { InputKind } from '../media/open-devices.ts';
import type { PictureLook } from './picture-look.ts';
import type { SelfTestStep } from './self-test-snapshot.ts';
import type { TestSound } from './test-sound.ts';

/** The person's devices, as far as a test uses them. */
export type TestedMedia = Pick<LocalMedia, 'store' | 'tracks' | 'open' | 'choose' | 'level' | 'setEnabled'>;

/** How a check went. */
export interface CheckOutcome {
  readonly status: SelfTestOutcome;
  readonly reason: SelfTestReason | null;
}

export const passed: CheckOutcome = { status: 'passed', reason: null };
export const warned = (reason: SelfTestReason): CheckOutcome => ({ status: 'warned', reason });
export const failed = (reason: SelfTestReason): CheckOutcome => ({ status: 'failed', reason });

/** What the checks of camera, microphone and speaker work with. */
export interface DeviceParts {
  readonly clock: Clock;
  readonly media: TestedMedia;
  readonly environment: Pick<MediaEnvironment, 'probe'>;
  readonly sound: TestSound;
  /** Null where the browser does not let us look. */
  readonly look: (track: MediaStreamTrack) => PictureLook | null;
}

/** One run of one check. */
export interface CheckRun {
  readonly signal: AbortSignal;
  step(step: SelfTestStep): void;
  /** Resolves with the person's answer; null where none comes within a minute. */
  ask(step: 'ready' | 'question'): Promise<boolean | null>;
}

/** Opens camera and microphone where they are not open yet. The track of `kind`, or why there is none. */
export async function openTrack(
  media: TestedMedia,
  kind: InputKind,
  run: CheckRun,
): Promise<MediaStreamTrack | CheckOutcome> {
  run.step('asking');
  await media.open();
  const use = media.store.get()[kind];
  if (use.status === 'on' && !use.enabled) {
    media.setEnabled(kind, true);
    await media.open();
  }
  run.signal.throwIfAborted();
  const after = media.store.get()[kind];
  if (after.status === 'failed') return failed(deviceReason(after.error));
  return media.tracks[kind === 'camera' ? 'video' : 'audio'] ?? failed('device-failed');
}

function deviceReason({ code }: VisitError): SelfTestReason {
  switch (code) {
    case 'permission-denied':
    case 'blocked-by-policy':
    case 'device-not-found':
    case 'device-in-use':
    case 'insecure-context':
    case 'unsupported-browser':
      return code;
    default:
      return 'device-failed';
  }
}
