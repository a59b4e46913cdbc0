import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import { silentLogger } from '../logger.ts';
import type { VisitService } from '../service/visit-service.ts';
import { OwnConnection } from './own-connection.ts';

test('what else is asked in the same breath goes first, as nothing is shown without it', async () => {
  const asked: string[] = [];
  const service = {
    command: async ({ type }: { type: string }) => {
      asked.push(type);
      return { visit: {} };
    },
    gatewayCredentials: async () => void asked.push('credentials'),
  } as unknown as VisitService;
  const connection = new OwnConnection({
    service,
    clock: new ManualClock(),
    policy: () => 0,
    logger: silentLogger,
    deviceKind: 'phone',
    makeId: () => 'c1',
    visitId: () => 'v1',
    signal: new AbortController().signal,
    report: () => null,
    onVisit: () => {},
    onTrouble: () => {},
  });
  const made = connection.make();
  assert.ok(connection.isBeingMade);
  void service.gatewayCredentials({ visitId: 'v1', connectionId: 'c1', purpose: 'join' });
  await made;
  assert.deepEqual(asked, ['credentials', 'connect']);
});
