import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MicrophoneComparison, type ComparedMicrophone } from '../../core/microphone-guard/microphone-comparison.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { Localize } from '../../locales/localize.ts';
import type { MicrophoneTexts } from '../../locales/microphone/texts.ts';
import { LevelBar } from '../visit-check/level-bar.ts';

/** The microphones beside each other, each with a bar that follows the voice. All are closed when it is. */
export class ComparedLevels implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #bars = new Map<string, LevelBar>();
  #comparison: MicrophoneComparison | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#comparison !== null;
  }

  /** There is more than one microphone to compare, and it can be listened to. */
  static canCompare(session: VisitSessionLike | null): session is VisitSessionLike {
    return session?.media !== undefined && session.store.get().devices.available.microphone.length > 1;
  }

  open(session: VisitSessionLike): void {
    const { devices } = session.store.get();
    if (!session.media || devices.microphone.status !== 'on') return;
    this.close();
    const comparison = new MicrophoneComparison({
      environment: session.media.environment,
      devices: devices.available.microphone,
      inUse: { id: devices.microphone.deviceId, level: () => session.microphoneLevel?.() ?? 0 },
      onChange: () => this.#host.requestUpdate(),
    });
    this.#comparison = comparison;
    for (const { device } of comparison.compared)
      this.#bars.set(device.id, new LevelBar(this.#host, () => comparison.level(device.id)));
    void comparison.open();
    this.#host.requestUpdate();
  }

  close(): void {
    this.#comparison?.close();
    this.#comparison = null;
    for (const bar of this.#bars.values()) {
      bar.hostDisconnected();
      this.#host.removeController(bar);
    }
    this.#bars.clear();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    if (this.isOpen) this.close();
  }

  render(words: Localize, texts: MicrophoneTexts, choose: (id: string) => void): TemplateResult {
    return html`<ul class="compared">
      ${repeat(
        this.#comparison?.compared ?? [],
        ({ device }) => device.id,
        (one, index) =>
          this.#renderOne(one, one.device.label || `${words.term('microphone')} ${index + 1}`, texts, choose),
      )}
    </ul>`;
  }

  #renderOne(
    { device: { id }, state }: ComparedMicrophone,
    label: string,
    texts: MicrophoneTexts,
    choose: (id: string) => void,
  ): TemplateResult {
    const bar = this.#bars.get(id);
    const isOn = state === 'open' || state === 'in-use';
    const says = isOn ? (bar?.heard ? texts.heard : texts.notHeardYet) : texts[state];
    return html`<li>
      <div>
        <p class="name"><bdi>${label}</bdi></p>
        ${isOn ? bar?.render() : null}
        <p class="quiet-text">${says}</p>
      </div>
      ${
        state === 'in-use'
          ? html`<p class="used">${texts.inUse}</p>`
          : html`<button type="button" class="button" aria-label=${texts.useThis(label)} @click=${() => choose(id)}>
              ${texts.use}
            </button>`
      }
    </li>`;
  }
}
