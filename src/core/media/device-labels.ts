/**
 * What a device's label tells. Labels are made by the maker and the system, so that these lists are experience, not a
 * standard: each line stands for devices met in clinics, and each has a test.
 */

/** Microphones held in the hand to dictate: they belong to the dictation program, and are off until a button is held. */
const DICTATION = [
  /speech\s?mike|speech\s?one|speech\s?air|spm\d{4}|lfh\d{4}|psm\d{4}/i,
  /digta|sonic\s?mic/i,
  /rec\s?mic|\brm-?4\d{3}p?\b|directrec|\bdr-?\d{4}\b/i,
  /power\s?mic/i,
  /dictaphone|dictation|dikt(er|afon)/i,
];

/** Sound of docking stations and screens: seldom anybody listens there, and the microphone is often a socket with nothing in it. */
const DOCK_OR_SCREEN = [
  /\bdock(ing)?\b|docking\s?station|dockningsstation/i,
  /\bhdmi\b|display\s?port|\bdp audio\b/i,
  /display audio|high definition audio.*nvidia|nvidia.*high definition audio/i,
  /\bwd(15|19|22)\w*\b|thunderbolt.*audio|displaylink/i,
  /\bmonitor\b|bildskärm/i,
];

/** Sees heat or depth for signing in to the computer; gives no picture of a person. */
const SIGN_IN_CAMERA = [/\bir (camera|kamera)\b|infrared|infraröd|windows hello|depth camera/i];

const HEADSET = [
  /head\s?set|head\s?phone|ear\s?phone|ear\s?buds?|ear\s?pods?|air\s?pods|hörlur/i,
  /hands-?\s?free|\bag audio\b/i,
  /\bjabra|\bplantronics|\bpoly\b|blackwire|voyager|savi\b|\bepos\b|sennheiser|\bbose\b|\bzone (wired|wireless|vibe)/i,
  /\bwh-1000|\bwf-1000|galaxy buds|galaxy_buds/i,
];

/** A speaker for a whole room bears the name of a headset's maker. */
const SPEAKERPHONE = [/\bspeak\s?\d{3}|jabra speak|poly sync|calisto|speaker\s?phone|panacast|studio p\d/i];

/** Chromium adds “(Bluetooth)” on Windows and macOS; a microphone over Bluetooth is in this mode while it is open. */
const HANDS_FREE = [/hands-?\s?free|\bag audio\b|\bhfp\b|\bhsp\b/i, /\bbluetooth\b|bluez[._]|air\s?pods/i];

const matches = (patterns: readonly RegExp[], label: string): boolean => patterns.some((one) => one.test(label));

/** For dictation alone: never taken for a visit unless the person chooses it by name. */
export const isDictationDevice = (label: string): boolean => matches(DICTATION, label);

/** Sound of a docking station or a screen. */
export const isDockOrScreen = (label: string): boolean => matches(DOCK_OR_SCREEN, label);

/** Not to be taken without the person's word: dictation devices, docks, screens, cameras that see no person. */
export const isUnsuited = (label: string): boolean =>
  isDictationDevice(label) || isDockOrScreen(label) || matches(SIGN_IN_CAMERA, label);

/** Worn on the head by one person. */
export const isHeadset = (label: string): boolean =>
  matches(HEADSET, label) && !matches(SPEAKERPHONE, label) && !isUnsuited(label);

/** A Bluetooth headset in the mode that carries both ways, where sound is as on a telephone. */
export const isHandsFree = (label: string): boolean => matches(HANDS_FREE, label) && !isUnsuited(label);
