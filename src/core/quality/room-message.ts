/** What a member tells the others of what it sends, and asks of what it receives. */
export interface MemberState {
  readonly camera: 'on' | 'off' | 'paused';
  /** `paused`: given back for a while, so that the person can dictate. */
  readonly microphone: 'on' | 'off' | 'paused';
  /** It can send a small copy of its picture beside the large one, for those with little room. */
  readonly sendsSmall: boolean;
  /** How much picture this member can take from each other one, bit/s; 0: none for now. */
  readonly wishes: Readonly<Record<string, number>>;
}

const VERSION = 1;
/** No honest message is longer. */
const LONGEST = 4_096;
const MOST_MEMBERS = 16;

export function writeState({ camera, microphone, sendsSmall, wishes }: MemberState): string {
  return JSON.stringify({ v: VERSION, is: 'state', camera, microphone, sendsSmall, wishes });
}

/** Null for what is no message that we know: another version, another kind, or nonsense. */
export function readState(text: string): MemberState | null {
  if (text.length > LONGEST) return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { v, is, camera, microphone, sendsSmall, wishes } = read as Record<string, unknown>;
  if (v !== VERSION || is !== 'state') return null;
  if (camera !== 'on' && camera !== 'off' && camera !== 'paused') return null;
  if (microphone !== 'on' && microphone !== 'off' && microphone !== 'paused') return null;
  if (typeof sendsSmall !== 'boolean') return null;
  if (typeof wishes !== 'object' || wishes === null) return null;
  const entries = Object.entries(wishes);
  if (entries.length > MOST_MEMBERS || !entries.every(([, bitrate]) => isBitrate(bitrate))) return null;
  return { camera, microphone, sendsSmall, wishes: Object.fromEntries(entries) as Record<string, number> };
}

const isBitrate = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < 1e9;
