import type { DeviceUse } from '../../core/media/devices-snapshot.ts';
import type { Localize } from '../../locales/localize.ts';

/** Which microphone is live, and its state. */
export function microphoneInWords(words: Localize, use: DeviceUse): string {
  if (use.status === 'on') return words.term('microphoneIs', use.label || words.term('microphone'), use.enabled);
  return use.status === 'released'
    ? `${words.term('microphone')}: ${words.term('released')}`
    : words.term('noMicrophone');
}
