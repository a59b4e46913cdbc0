import type { LitElement } from 'lit';

const FRAMES_AT_MOST = 300;

/** Until what is shown is defined and rendered, nothing moves, and it has stayed so for three frames. */
export async function settle(): Promise<void> {
  for (let quiet = 0, frames = 0; quiet < 3 && frames < FRAMES_AT_MOST; frames++) {
    await new Promise(requestAnimationFrame);
    quiet = isQuiet() ? quiet + 1 : 0;
  }
}

function isQuiet(): boolean {
  const roots: ParentNode[] = [document.body];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.matches(':not(:defined)')) return false;
      if ('isUpdatePending' in element && (element as LitElement).isUpdatePending) return false;
      // Its words are still on their way.
      if (element.shadowRoot?.childElementCount === 0) return false;
    }
  }
  return document
    .getAnimations()
    .every(({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity);
}
