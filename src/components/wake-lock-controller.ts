import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps the screen on while its element is in the document and the page is seen, where the browser can
 * (https://w3c.github.io/screen-wake-lock/); a page that was hidden has lost it, and takes it anew.
 */
export class WakeLockController implements ReactiveController {
  #life = new AbortController();
  #lock: WakeLockSentinel | null = null;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#life = new AbortController();
    document.addEventListener('visibilitychange', () => void this.#take(), { signal: this.#life.signal });
    void this.#take();
  }

  hostDisconnected(): void {
    this.#life.abort();
    this.#release();
  }

  async #take(): Promise<void> {
    const { signal } = this.#life;
    if (document.visibilityState !== 'visible' || (this.#lock && !this.#lock.released)) return;
    // Refused on low battery, by policy, or not known at all: the page works without.
    const lock = await navigator.wakeLock?.request('screen').catch(() => null);
    if (!lock) return;
    this.#lock = lock;
    if (signal.aborted) this.#release();
  }

  #release(): void {
    void this.#lock?.release();
    this.#lock = null;
  }
}
