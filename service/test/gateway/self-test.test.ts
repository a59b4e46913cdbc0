import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SelfTestCredentials } from '../../../src/contract/index.ts';
import { openStore } from '../../src/store/open-store.ts';
import { readOutsideConnections } from '../../src/store/outside-connections.ts';
import { events } from '../../src/store/schema.ts';
import { GatewayWorld } from './gateway-world.ts';

const lines: string[] = [];
let gateway: GatewayWorld;
before(async () => {
  gateway = await GatewayWorld.start({ store: true, logStream: { write: (line) => void lines.push(line) } });
});
after(() => gateway.stop());

test('a self-test opens EchoTest and no room, and is noted apart from every visit (N23)', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  const place = await gateway.credentials(patient, 'patient-1');
  const { body } = await gateway.world.ask<SelfTestCredentials>('POST', '/v1/self-test-credentials', {
    credential: patient.token,
  });
  const client = await gateway.client(body.apiToken);
  const refused = await client.request({ janus: 'attach', plugin: 'janus.plugin.videoroom' });
  assert.equal((refused['error'] as { code: number }).code, 405, 'no room');
  const echo = await client.request({ janus: 'attach', plugin: 'janus.plugin.echotest' });
  assert.equal(echo['janus'], 'success');
  await client.request({ janus: 'destroy' });
  const member = await gateway.client(place.apiToken);
  const beside = await member.request({ janus: 'attach', plugin: 'janus.plugin.echotest' });
  assert.equal((beside['error'] as { code: number }).code, 405, 'nor EchoTest with a place in a room');

  await gateway.eventually(async () =>
    lines.some((line) => line.includes('"kind":"self-test"') && line.includes('"disconnected"')),
  );
  assert.ok(!lines.some((line) => line.includes(body.apiToken)), 'no token in the log');
  await gateway.world.stop();
  const store = await openStore(join(gateway.directory, 'store'));
  try {
    const [noted, ...others] = await readOutsideConnections(store.database);
    assert.deepEqual([noted?.kind, noted?.gatewayId, others.length], ['self-test', 'gateway-1', 0]);
    assert.ok(noted?.disconnectedAt && noted.disconnectedAt >= noted.connectedAt);
    assert.doesNotMatch(JSON.stringify(noted), new RegExp(visit.id));
    const happened = await store.database.select({ type: events.type }).from(events);
    assert.deepEqual(
      happened.map(({ type }) => type),
      ['visit-created', 'participant-connected', 'participant-arrived', 'room-made'],
    );
  } finally {
    await store.close();
  }
});
