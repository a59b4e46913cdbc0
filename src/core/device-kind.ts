import type { DeviceKind } from '../contract/index.ts';

/** What kind of device a browser says it is on; touch and the smaller side of the screen decide where it does not. */
export function deviceKindOf(browser: {
  readonly userAgent: string;
  readonly mobile: boolean | undefined;
  readonly touchPoints: number;
  /** Smaller side of the screen, CSS px. */
  readonly screenSide: number;
}): DeviceKind {
  const { userAgent, mobile, touchPoints, screenSide } = browser;
  if (mobile || /iPhone|iPod|Android.*Mobile|Mobile.*Firefox/.test(userAgent)) return 'phone';
  // An iPad calls itself a Macintosh, but no Macintosh has a touch screen.
  if (/iPad|Android|Tablet/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'tablet';
  if (touchPoints > 0 && screenSide > 0 && screenSide < 500) return 'phone';
  return userAgent ? 'computer' : 'unknown';
}

export const thisDeviceKind = (): DeviceKind =>
  deviceKindOf({
    userAgent: navigator.userAgent,
    mobile: (navigator as { userAgentData?: { mobile: boolean } }).userAgentData?.mobile,
    touchPoints: navigator.maxTouchPoints,
    screenSide: Math.min(screen.width, screen.height),
  });
