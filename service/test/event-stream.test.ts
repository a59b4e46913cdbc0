import assert from 'node:assert/strict';
import { type Server, createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { after, before, test } from 'node:test';
import type { EventReader } from '../src/events/event-hub.ts';
import { type RecordedEvent, eventsAfter } from '../src/events/event-log.ts';
import { serveStream } from '../src/events/event-stream.ts';
import { createVisit } from '../src/store/create-visit.ts';
import { type Store, openStore } from '../src/store/open-store.ts';
import { TestClock } from './support/test-clock.ts';
import { sketchVisit } from './support/visit-records.ts';

const limit = 2 * 1024 * 1024;
const clock = new TestClock();
const readers = new Set<EventReader>();
/** What the next reader hears the moment it listens. */
let atOnce: RecordedEvent[] = [];
const hub = {
  listen(reader: EventReader) {
    readers.add(reader);
    for (const event of atOnce.splice(0)) reader.takeEvent(event);
    return () => void readers.delete(reader);
  },
};
let store: Store;
let server: Server;

before(async () => {
  store = await openStore();
  server = createServer((request, response) => {
    const lastEventId = request.headers['last-event-id'] ? Number(request.headers['last-event-id']) : null;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const actor = { kind: 'clinician', subject: 'klas', name: 'Klas', units: ['unit'], assignment: 'a' } as const;
    const bearer = { actor, expiresAt: new Date(clock.now() + 3600_000) };
    void serveStream({
      bearer,
      lastEventId,
      response,
      database: store.database,
      hub,
      clock,
      bufferBytes: limit,
      gatewayHint: () => null,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await store.close();
});

const record = sketchVisit();
let lastId = 1_000;
function send(): void {
  const row = {
    id: ++lastId,
    type: 'room-made',
    at: new Date(),
    unitId: 'unit',
    visitId: 'visit',
    participantId: null,
    connectionId: null,
    actor: 'service',
  } as const;
  const large = { ...record, visit: { ...record.visit, subject: 'x'.repeat(500_000) } };
  for (const reader of [...readers]) reader.takeEvent({ row, record: large });
}

/** Opens a stream and resolves when its hello has come. */
async function openReader(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  let text = '';
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('event: hello')) resolve();
    });
  });
  socket.removeAllListeners('data');
  return socket;
}

/** Returns how to wait until so many bytes more have come. */
function countBytes(socket: Socket): (more: number) => Promise<void> {
  let bytes = 0;
  let wanted = 0;
  let tell = (): void => {};
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    if (bytes >= wanted) tell();
  });
  return (more) => {
    wanted += more;
    return bytes >= wanted ? Promise.resolve() : new Promise((resolve) => (tell = resolve));
  };
}

/** Lets the sockets do their work. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what happens while older events are read comes after them, and none twice', async () => {
  const unit = { id: 'unit', name: 'Enhet', timeZone: 'Europe/Stockholm' };
  const booked = {
    unit,
    bookedStart: new Date(clock.now()).toISOString(),
    durationMinutes: 20,
    patient: { name: 'P' },
    clinician: { name: 'K' },
  };
  let made = 0;
  const booking = {
    now: new Date(clock.now()),
    opensBeforeMinutes: 30,
    remindBeforeMinutes: 0,
    gatewayId: 'g',
    newId: () => `id-${++made}`,
  };
  for (let count = 0; count < 3; count += 1)
    await store.transaction((transaction) => createVisit(transaction, booked, booking));
  const stored = await eventsAfter(store.database, 0, 10);
  assert.deepEqual(
    stored.map((event) => event.row.id),
    [1, 2, 3],
  );
  const [, , third] = stored;
  assert.ok(third);
  atOnce = [third, { ...third, row: { ...third.row, id: 4 } }];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const response = await fetch(url, { headers: { 'last-event-id': '1' } });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.includes('id: 4\n')) break;
  }
  assert.deepEqual(
    [...text.matchAll(/^(?:event: hello|id: (\d+))$/gm)].map(([line]) => line),
    ['event: hello', 'id: 2', 'id: 3', 'id: 4'],
  );
});

test('who does not read is dropped; who reads is not', async () => {
  while (readers.size > 0) await turn();
  const deaf = await openReader();
  deaf.pause();
  const attentive = await openReader();
  const taken = countBytes(attentive);
  assert.equal(readers.size, 2);
  // More than the network itself can hold for one reader, at a pace that the other keeps up with.
  for (let sent = 0; sent < 200 && readers.size > 1; sent += 1) {
    send();
    await taken(500_000);
    await turn();
  }
  assert.equal(readers.size, 1, 'the deaf one is no longer listened for');
  send();
  await taken(500_000);
  assert.ok(!attentive.destroyed);
  attentive.destroy();
  deaf.destroy();
});

test('who goes away is forgotten, with the alarm for the end of the token', async () => {
  while (readers.size > 0) await turn();
  const alarms = clock.alarms.length;
  const reader = await openReader();
  assert.deepEqual([readers.size, clock.alarms.length], [1, alarms + 1]);
  reader.destroy();
  while (readers.size > 0) await turn();
  await turn();
  assert.equal(clock.alarms.length, alarms);
});
