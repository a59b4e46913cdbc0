import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DayListLike, DayListSnapshot } from '../core/day-list/day-list-like.ts';
import { microphoneState } from '../core/media/microphone-state.ts';
import { dictationKeyContext, isPressOf } from './dictation-key.ts';
import { fire, type VisitMicrophoneDetail } from './visit-events.ts';

/**
 * A panel's part in mute for dictation: its method and its key, and the event for the host. The key is heard where the focus
 * is in the panel, and nowhere else.
 */
export class DictationController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #key: ContextProvider<typeof dictationKeyContext>;
  #list: DayListLike | null = null;
  /** Asked for before there was a list. */
  #wanted: boolean | null = null;
  #told: Omit<VisitMicrophoneDetail, 'visitId'> = { state: 'released', label: '', device: null, dictating: false };

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#key = new ContextProvider(host, { context: dictationKeyContext, initialValue: '' });
    host.addController(this);
    host.addEventListener('keydown', (event) => this.#pressed(event));
  }

  hostConnected(): void {}

  set key(key: string) {
    this.#key.setValue(key);
  }

  async mute(on: boolean): Promise<void> {
    if (this.#list) return this.#list.muteForDictation(on);
    this.#wanted = on;
  }

  follow(list: DayListLike | null): void {
    this.#list = list;
    const wanted = this.#wanted;
    if (!list || wanted === null) return;
    this.#wanted = null;
    // What stands in the way is told by the microphone's own state.
    list.muteForDictation(wanted).catch(() => {});
  }

  see({ microphone, microphoneKind, frontVisitId }: DayListSnapshot): void {
    const now = {
      state: microphoneState(microphone),
      label: 'label' in microphone ? microphone.label : '',
      device: microphoneKind,
      dictating: microphone.status === 'released',
    };
    const before = this.#told;
    this.#told = now;
    if (now.state !== before.state || now.label !== before.label || now.dictating !== before.dictating)
      fire(this.#host, 'visit-microphone-changed', { visitId: frontVisitId, ...now });
  }

  #pressed(event: KeyboardEvent): void {
    if (!this.#list || !isPressOf(this.#key.value, event)) return;
    event.preventDefault();
    this.mute(!this.#told.dictating).catch(() => {});
  }
}
