import type { Clock } from '../clock.ts';
import type { GatewayLink, RemoteMedia } from '../gateway/gateway.ts';
import type { Logger } from '../logger.ts';
import { RemoteActivity } from '../media/remote-activity.ts';
import { LinkMeter } from '../quality/link-meter.ts';
import type { LinkSample } from '../quality/link-sample.ts';
import type { MemberState } from '../quality/room-message.ts';
import { StalledPicture } from '../quality/stalled-picture.ts';
import { ToldTrouble } from '../quality/told-trouble.ts';
import { SoundFirst, type OwnSending } from '../quality/sound-first.ts';

/** Looks after what goes over a link, for as long as somebody is in the visit. */
export class RoomWatch {
  readonly #activity: RemoteActivity;
  readonly #soundFirst: SoundFirst;
  readonly #trouble: ToldTrouble;
  readonly #stalled: StalledPicture;
  readonly #meter: LinkMeter;

  constructor({ link, sendsSmall, clock, logger, onChange, onSample }: RoomWatchOptions) {
    this.#activity = new RemoteActivity(onChange);
    this.#soundFirst = new SoundFirst({ link, sendsSmall, clock, logger, onChange });
    this.#trouble = new ToldTrouble({ link, clock });
    this.#stalled = new StalledPicture({ link, clock });
    this.#meter = new LinkMeter({
      clock,
      stats: () => link.stats(),
      onSample: (sample) => {
        this.#activity.read(sample);
        this.#soundFirst.read(
          sample,
          link.store.get().remotes.map(({ memberId }) => memberId),
        );
        this.#stalled.look(sample);
        onSample(sample);
      },
    });
  }

  /** Packets of the track arrive now. */
  isActive(track: MediaStreamTrack | null): boolean {
    return this.#activity.isActive(track);
  }

  /** What that member last told of itself; null before. */
  stateOf(memberId: string): MemberState | null {
    return this.#soundFirst.stateOf(memberId);
  }

  /** The own picture is held back, so that the sound has room. */
  get holdsPictureBack(): boolean {
    return this.#soundFirst.paused;
  }

  /** What that member sends does not get through, by its own word. */
  isInTrouble(memberId: string): boolean {
    return this.#trouble.isTold(memberId);
  }

  /** Whether what is sent here gets through badly: the others are told while it lasts. */
  tellTrouble(inTrouble: boolean): void {
    this.#trouble.tell(inTrouble);
  }

  follow(remotes: readonly RemoteMedia[]): void {
    for (const { audio, video } of remotes) for (const track of [audio, video]) if (track) this.#activity.follow(track);
  }

  update(own: OwnSending): void {
    this.#soundFirst.update(own);
  }

  close(): void {
    this.#meter.close();
    this.#activity.close();
    this.#soundFirst.close();
    this.#trouble.close();
    this.#stalled.close();
  }
}

interface RoomWatchOptions {
  readonly link: GatewayLink;
  /** See `Gateway.connect`, `group`. */
  readonly sendsSmall: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onChange: () => void;
  /** After activity and picture have followed it. */
  readonly onSample: (sample: LinkSample) => void;
}
