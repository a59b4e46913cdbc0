import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Person } from '../../core/visit/visit-state.ts';
import type { Localize } from '../../locales/localize.ts';
import { icons } from '../icons/icons.ts';
import { personName } from '../parts/person-name.ts';
import type { VisitPicture } from '../visit-picture/visit-picture.ts';
import { stillPictureWords } from './quality-words.ts';
import { columnsFor, isSeenWhole, type Room } from './stage-layout.ts';
import type { StageState } from './stage-state.ts';

/** Before the room has been measured. */
const UNMEASURED: Room = { width: 360, height: 480 };

interface Host extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** The others, each in a tile of the same size, with name and role on a plate. */
export class StageTiles implements ReactiveController {
  readonly #host: Host;
  readonly #onFrame: (participantId: string) => void;
  /** One function a person, so that a rendering does not start the watch for frames anew. */
  readonly #reporters = new Map<string, () => void>();
  /** Whose picture has been on screen. */
  readonly #seen = new Set<string>();
  #room = UNMEASURED;
  #count = 0;
  #measures: ResizeObserver | null = null;
  #soundBlocked = false;

  constructor(host: Host, onFrame: (participantId: string) => void) {
    this.#host = host;
    this.#onFrame = onFrame;
    host.addController(this);
  }

  /** The browser wants a press of a button before it plays sound. */
  get soundBlocked(): boolean {
    return this.#soundBlocked;
  }

  hostConnected(): void {
    this.#measure();
  }

  hostUpdated(): void {
    this.#measure();
  }

  #measure(): void {
    const tiles = this.#host.renderRoot.querySelector('.tiles');
    if (this.#measures || !tiles) return;
    this.#measures = new ResizeObserver(([entry]) => this.#measured(entry?.contentRect));
    this.#measures.observe(tiles);
  }

  hostDisconnected(): void {
    this.#measures?.disconnect();
    this.#measures = null;
  }

  render(words: Localize, state: StageState): TemplateResult {
    const { people } = state;
    this.#count = people.length;
    return html`<div class="tiles columns-${this.#columns}">
      ${repeat(
        people,
        ({ participant }) => participant.id,
        (person) => this.#renderTile(words, person, state),
      )}
    </div>`;
  }

  /** From a press of a button. */
  readonly playSound = (): void => {
    this.#setBlocked(false);
    for (const picture of this.#pictures()) void picture.play();
  };

  /**
   * The first of the others whose picture comes, in a small window above all others; a second time: no longer. False where
   * the browser did neither.
   */
  readonly float = async (): Promise<boolean> => {
    const pictures = [...this.#pictures()];
    return (
      (await (pictures.find(({ floats }) => floats) ?? pictures.find(({ canFloat }) => canFloat))?.float()) ?? false
    );
  };

  get #columns(): number {
    return columnsFor(this.#count, this.#room);
  }

  #pictures(): NodeListOf<VisitPicture> {
    return this.#host.renderRoot.querySelectorAll<VisitPicture>('.tile visit-picture');
  }

  #measured(room: Room | undefined): void {
    if (!room || room.width === 0) return;
    const before = this.#columns;
    this.#room = { width: room.width, height: room.height };
    if (this.#columns !== before) this.#host.requestUpdate();
  }

  #renderTile(
    words: Localize,
    person: Person,
    { phase, devices, gateway, role: viewer, people }: StageState,
  ): TemplateResult {
    const { participant, present, stream } = person;
    // What has been seen stays to be seen, dimmed, with the reason on it.
    const seen = this.#seen.has(participant.id);
    const still = phase === 'on-stage' && seen ? stillPictureWords(words, person, gateway) : null;
    const { name, role } = participant;
    return html`<div class="tile" part="tile">
      <visit-picture
        .stream=${stream}
        .onFrame=${this.#reporter(participant.id)}
        label=${words.term('pictureOf', name)}
        .speaker=${devices.speaker?.id ?? ''}
        ?cover=${!isSeenWhole(viewer, role, people.length)}
        ?dimmed=${still !== null || (seen && !present)}
        @picture-blocked=${this.#blocked}
        @picture-playing=${this.#playing}
      ></visit-picture>
      ${insteadOfPicture(words, person, phase, still)}
      <p class="plate" part="plate">
        <span class="name">${personName(words, participant)}</span>
        <span class="role">${words.term(`role:${role}`)}</span>
      </p>
    </div>`;
  }

  #reporter(participantId: string): () => void {
    let report = this.#reporters.get(participantId);
    if (!report) {
      report = () => {
        if (!this.#seen.has(participantId)) {
          this.#seen.add(participantId);
          this.#host.requestUpdate();
        }
        this.#onFrame(participantId);
      };
      this.#reporters.set(participantId, report);
    }
    return report;
  }

  readonly #blocked = (): void => this.#setBlocked(true);
  readonly #playing = (): void => this.#setBlocked(false);

  #setBlocked(blocked: boolean): void {
    if (blocked === this.#soundBlocked) return;
    this.#soundBlocked = blocked;
    this.#host.requestUpdate();
  }
}

/** What is said in the place of a picture, or on one that has stopped. */
function insteadOfPicture(
  words: Localize,
  { participant: { name }, present, sendsVideo, camera }: Person,
  phase: StageState['phase'],
  still: string | null,
): TemplateResult | typeof nothing {
  if (!present)
    return html`<div class="lost">
      <p class="sentence">${words.term('lostContact', name)}</p>
      <p>${words.term('lostContactNext')}</p>
    </div>`;
  if (still !== null) return html`<div class="lost"><p class="sentence">${still}</p></div>`;
  if (phase !== 'on-stage' || sendsVideo) return nothing;
  return html`<div class="instead">
    ${icons.cameraOff}
    <p class="sentence">${words.term(camera === 'off' ? 'cameraIsOffAt' : 'waitingForPicture', name)}</p>
  </div>`;
}
