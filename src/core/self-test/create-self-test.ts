import { systemClock } from '../clock.ts';
import { thisDeviceKind } from '../device-kind.ts';
import { JanusGateway } from '../gateway/janus-gateway.ts';
import { LocalMedia } from '../media/local-media.ts';
import { browserMedia } from '../media/media-environment.ts';
import { HttpVisitService } from '../service/http-visit-service.ts';
import type { VisitService } from '../service/visit-service.ts';
import type { VisitSessionLike } from '../visit/visit-session-like.ts';
import { noisePicture } from './noise-picture.ts';
import { BrowserPictureLook } from './picture-look.ts';
import { SelfTest } from './self-test.ts';
import { browserSound } from './test-sound.ts';

/** Where a page stands alone: the address of the service, and a token where there is one. */
export interface SelfTestAddress {
  readonly service: string;
  /** Empty: none. */
  readonly token: string;
}

/**
 * A self-test over the real service, gateway and devices: of a visit that is open in this page, with its devices, or of a page
 * that stands alone, with a visit's token or with none. Throws `VisitError('bad-attribute')` when `service` is no address.
 */
export function createSelfTest(source: VisitSessionLike | SelfTestAddress): SelfTest {
  const clock = systemClock;
  const environment = browserMedia();
  const session = 'store' in source ? source : null;
  const service: VisitService = 'store' in source ? source.service : new HttpVisitService({ ...source, clock });
  const shared = session?.media;
  const own = shared ? null : new LocalMedia(environment, clock);
  const media = shared ?? (own as LocalMedia);
  return new SelfTest({
    clock,
    service,
    media,
    environment,
    sound: browserSound,
    look: (track) => new BrowserPictureLook(track),
    echo: new JanusGateway({ clock }),
    picture: noisePicture,
    visitId: async (signal) => {
      if (session) return session.store.get().visit?.id ?? null;
      return 'token' in source && source.token !== '' ? visitOf(service, signal) : null;
    },
    browser: {
      secure: globalThis.isSecureContext,
      webrtc: typeof RTCPeerConnection !== 'undefined',
      devices: navigator.mediaDevices !== undefined,
    },
    deviceKind: thisDeviceKind(),
    release: () => {
      own?.close();
      // Before the day nothing else uses the devices.
      if (session && shared && session.store.get().phase === 'ahead') shared.close();
    },
  });
}

/** Whose visit the token opens; null for one that opens several. */
async function visitOf(service: VisitService, signal: AbortSignal): Promise<string | null> {
  const enough = new AbortController();
  for await (const news of service.subscribe(null, AbortSignal.any([signal, enough.signal]))) {
    enough.abort();
    return news.kind === 'hello' ? news.identity.visitId : null;
  }
  return null;
}
