import type { LocalMedia } from '../media/local-media.ts';

/**
 * While two people talk by telephone, the page's own sound would be heard twice, as an echo: the microphone is switched off, and
 * on again when they are back to video or the visit is over. The picture goes on (N13). A microphone that its owner had
 * switched off stays so.
 */
export class PhoneSound {
  readonly #media: Pick<LocalMedia, 'store' | 'setEnabled'>;
  #pauses = false;
  #switchedOff = false;

  constructor(media: Pick<LocalMedia, 'store' | 'setEnabled'>) {
    this.#media = media;
  }

  /** Called with every change; acts when what is wanted changes. */
  keep(pauses: boolean): void {
    if (pauses === this.#pauses) return;
    this.#pauses = pauses;
    const { microphone } = this.#media.store.get();
    const isOn = microphone.status !== 'on' || microphone.enabled;
    if (pauses ? !isOn : !this.#switchedOff) return;
    this.#switchedOff = pauses;
    this.#media.setEnabled('microphone', !pauses);
  }
}
