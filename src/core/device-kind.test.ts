import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DeviceKind } from '../contract/index.ts';
import { deviceKindOf } from './device-kind.ts';

const agents = {
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
  androidPhone: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
  androidTablet: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
  firefoxPhone: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
};

describe('device kind', () => {
  const rows: [
    what: string,
    userAgent: string,
    mobile: boolean | undefined,
    touchPoints: number,
    side: number,
    kind: DeviceKind,
  ][] = [
    ['iPhone', agents.iphone, undefined, 5, 390, 'phone'],
    ['Android phone', agents.androidPhone, true, 5, 412, 'phone'],
    ['Firefox on an Android phone', agents.firefoxPhone, undefined, 5, 412, 'phone'],
    ['Android tablet', agents.androidTablet, false, 5, 800, 'tablet'],
    ['iPad, which calls itself a Macintosh', agents.mac, undefined, 5, 820, 'tablet'],
    ['Macintosh', agents.mac, undefined, 0, 900, 'computer'],
    ['computer with a touch screen', agents.windows, false, 10, 1080, 'computer'],
    ['phone that asks for the page of a computer', agents.windows, undefined, 5, 412, 'phone'],
    ['a browser that says nothing', '', undefined, 0, 0, 'unknown'],
  ];
  for (const [what, userAgent, mobile, touchPoints, screenSide, kind] of rows) {
    test(`${what}: ${kind}`, () => assert.equal(deviceKindOf({ userAgent, mobile, touchPoints, screenSide }), kind));
  }
});
