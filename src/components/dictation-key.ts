import { createContext } from '@lit/context';

/** What the panel's own key is where the host names none. Browsers have no use for it. */
export const DICTATION_KEY = 'F8';

/** The key that mutes for dictation while the focus is in the panel, for whatever shows it; '' for none. */
export const dictationKeyContext = createContext<string>(Symbol.for('video-visit/dictation-key@1'));

const MODIFIERS = ['Control', 'Alt', 'Shift', 'Meta'] as const;

/**
 * Whether the event is a press of `key`, written as in `aria-keyshortcuts`: `F8`, `Control+Shift+M`. A key that writes is
 * none where something is written.
 */
export function isPressOf(key: string, event: KeyboardEvent): boolean {
  const modifiers = key.split('+');
  const name = modifiers.pop() ?? '';
  if (name === '' || event.repeat || event.defaultPrevented) return false;
  if (event.key.toLowerCase() !== name.toLowerCase()) return false;
  if (!MODIFIERS.every((one) => event.getModifierState(one) === modifiers.includes(one))) return false;
  const writes = name.length === 1 && !modifiers.some((one) => one !== 'Shift');
  const [target] = event.composedPath();
  return !(writes && target instanceof Element && target.matches('input, textarea, select, [contenteditable]'));
}
