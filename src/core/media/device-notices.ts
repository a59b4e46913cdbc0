import type { Device, MediaKind } from './device-list.ts';
import type { DeviceNotice } from './devices-snapshot.ts';

type Offer = ReadonlyMap<MediaKind, Device | null>;
const nothingOffered: Offer = new Map();

/** The one notice that stands, and what the person takes by accepting it. */
export class DeviceNotices {
  readonly #show: (notice: DeviceNotice | null) => void;
  #notice: DeviceNotice | null = null;
  #offer = nothingOffered;

  constructor(show: (notice: DeviceNotice | null) => void) {
    this.#show = show;
  }

  say(notice: DeviceNotice, offer: Offer = nothingOffered): void {
    this.#notice = notice;
    this.#offer = offer;
    this.#show(notice);
  }

  saySwitched(device: MediaKind, why: 'gone' | 'plugged-in', from: Device | null, to: Device | null): void {
    const undo = why === 'plugged-in' && (from !== null || device === 'speaker');
    // Microphone and speaker of one headset come and go one after the other: said once, and taken back together.
    const together = this.#notice?.kind === 'switched' && this.#notice.why === why ? this.#notice : null;
    const offer = new Map(together ? this.#offer : []);
    if (undo) offer.set(device, from);
    const said = { kind: 'switched', why, device, from: from?.label ?? '', to: to?.label ?? '', undo } as const;
    this.say(device === 'speaker' && together?.device === 'microphone' ? together : said, offer);
  }

  /** The device gives again, or the person has switched it off. */
  takeBackNothing(device: MediaKind): void {
    if (this.#notice?.kind === 'nothing' && this.#notice.device === device) this.takeAway();
  }

  /** Takes the notice away; answers with what it offered. */
  takeAway(): Offer {
    const offer = this.#offer;
    this.forget();
    this.#show(null);
    return offer;
  }

  /** Nobody is there to read it. */
  forget(): void {
    this.#notice = null;
    this.#offer = nothingOffered;
  }
}
