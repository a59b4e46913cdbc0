import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import { GatewaySocket } from './gateway-socket.ts';
import type { JanusFrame } from './janus-messages.ts';

/** Stands in for the browser's socket; the test is the other end. */
class NativeSocket extends EventTarget {
  static all: NativeSocket[] = [];
  static refusesAddress = false;
  readonly sent: (JanusFrame & Record<string, unknown>)[] = [];
  readonly url: string;
  readonly protocol: string;
  readyState = 0;

  constructor(url: string, protocol: string) {
    super();
    if (NativeSocket.refusesAddress) throw new SyntaxError('not an address');
    this.url = url;
    this.protocol = protocol;
    NativeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  says(frame: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }

  breaks(type: 'error' | 'close'): void {
    this.readyState = 3;
    this.dispatchEvent(new Event(type));
  }
}

describe('gateway socket', () => {
  const native = globalThis.WebSocket;
  let clock: ManualClock;
  let token: string | null;
  let seen: { sent: JanusFrame[]; received: JanusFrame[] };
  const releases: (() => void)[] = [];

  beforeEach(() => {
    globalThis.WebSocket = NativeSocket as unknown as typeof WebSocket;
    NativeSocket.all = [];
    NativeSocket.refusesAddress = false;
    clock = new ManualClock();
    token = 'first';
    seen = { sent: [], received: [] };
  });

  afterEach(() => {
    for (const release of releases.splice(0)) release();
    globalThis.WebSocket = native;
    assert.equal(clock.pending, 0, 'no timer is left behind');
  });

  function register(): ReturnType<typeof GatewaySocket.register> {
    const registered = GatewaySocket.register('wss://gateway.example/janus', {
      clock,
      token: () => token,
      sent: (frame) => seen.sent.push(frame),
      received: (frame) => seen.received.push(frame),
    });
    releases.push(registered.release);
    return registered;
  }

  function connect(server = register().server): { socket: GatewaySocket; other: NativeSocket; heard: string[] } {
    const socket = new GatewaySocket(server, 'janus-protocol');
    const heard: string[] = [];
    for (const type of ['open', 'message', 'error', 'close'] as const) {
      socket.addEventListener(type, (event) => heard.push(event.type));
    }
    return { socket, other: NativeSocket.all.at(-1) as NativeSocket, heard };
  }

  test('connects to the address without the mark of its owner', () => {
    const { other, socket, heard } = connect();
    assert.deepEqual([other.url, other.protocol], ['wss://gateway.example/janus', 'janus-protocol']);
    assert.equal(socket.readyState, 0);
    other.open();
    assert.equal(socket.readyState, 1);
    assert.deepEqual(heard, ['open']);
  });

  test('taps both directions, the owner before the library', () => {
    const { other, socket, heard } = connect();
    other.open();
    socket.addEventListener('message', () => assert.equal(seen.received.length, 1));
    other.says({ janus: 'event', transaction: 't1' });
    assert.deepEqual(seen.received, [{ janus: 'event', transaction: 't1' }]);
    socket.send(JSON.stringify({ janus: 'keepalive', transaction: 't2' }));
    assert.deepEqual(seen.sent, [{ janus: 'keepalive', transaction: 't2' }]);
    assert.deepEqual(other.sent, seen.sent);
    assert.deepEqual(heard, ['open', 'message']);
  });

  test('the token of now takes the place of the one that the library knows, and of none', () => {
    const { other, socket } = connect();
    other.open();
    token = 'second';
    socket.send(JSON.stringify({ janus: 'message', transaction: 't1', token: 'first' }));
    socket.send(JSON.stringify({ janus: 'message', transaction: 't2' }));
    token = null;
    socket.send(JSON.stringify({ janus: 'message', transaction: 't3', token: 'first' }));
    assert.deepEqual(
      other.sent.map((frame) => frame.token),
      ['second', undefined, 'first'],
    );
  });

  test('what is sent before it is open, or after, is lost without a word', () => {
    const { other, socket } = connect();
    socket.send('{"janus":"create"}');
    other.open();
    socket.close();
    socket.send('{"janus":"create"}');
    assert.deepEqual(other.sent, []);
    assert.deepEqual(seen.sent, []);
    assert.equal(socket.readyState, 3);
  });

  test('what does not connect in time has failed', async () => {
    const { other, heard } = connect();
    await clock.advance(7_999);
    assert.deepEqual(heard, []);
    await clock.advance(1);
    assert.deepEqual(heard, ['error']);
    assert.equal(other.readyState, 3);
  });

  test('a probe is answered by whatever comes; without an answer the socket is lost', async () => {
    const { server } = register();
    const { other, heard } = connect(server);
    other.open();
    const alive = GatewaySocket.probe(server, 1_000);
    await clock.advance(50);
    other.says({ janus: 'event' });
    await clock.advance(60);
    assert.equal(await alive, true);
    const dead = GatewaySocket.probe(server, 1_000);
    await clock.advance(1_000);
    assert.equal(await dead, false);
    assert.deepEqual(heard.at(-1), 'close');
    assert.equal(await GatewaySocket.probe(server, 1_000), false);
  });

  test('what cannot connect has failed; what was open is lost', () => {
    const failed = connect();
    failed.other.breaks('error');
    failed.other.breaks('close');
    assert.deepEqual(failed.heard, ['error']);
    const lost = connect();
    lost.other.open();
    lost.other.breaks('close');
    assert.deepEqual(lost.heard, ['open', 'close']);
  });

  test('asks a silent gateway for a sign of life, and takes any as one', async () => {
    const { other, heard } = connect();
    other.open();
    await clock.advance(6_000);
    assert.deepEqual(
      other.sent.map(({ janus }) => janus),
      ['ping'],
    );
    other.says({ janus: 'pong' });
    await clock.advance(6_000);
    assert.equal(other.sent.length, 2);
    other.says({ janus: 'event' });
    await clock.advance(5_000);
    assert.deepEqual(heard, ['open', 'message'], 'pong means nothing to the library');
  });

  test('without a sign of life the connection is dead, whatever TCP says', async () => {
    const { other, heard } = connect();
    other.open();
    await clock.advance(10_000);
    assert.deepEqual(heard, ['open']);
    await clock.advance(1_000);
    assert.deepEqual(heard, ['open', 'close']);
    assert.equal(other.readyState, 3);
    assert.equal(other.sent.length, 1, 'asked once');
  });

  test('a new socket of the same owner silences the one before', () => {
    const { server } = register();
    const before = connect(server);
    before.other.open();
    const after = connect(server);
    assert.equal(before.other.readyState, 3);
    before.other.says({ janus: 'timeout' });
    before.other.breaks('close');
    after.other.open();
    assert.deepEqual(before.heard, ['open']);
    assert.deepEqual(after.heard, ['open']);
    assert.deepEqual(seen.received, []);
  });

  test('releasing the address closes what is open', () => {
    const { server, release } = register();
    const { other, heard } = connect(server);
    other.open();
    release();
    assert.equal(other.readyState, 3);
    other.breaks('close');
    assert.deepEqual(heard, ['open']);
  });

  test('knows how long the gateway took to answer', async () => {
    const { server } = register();
    const { other, socket } = connect(server);
    assert.equal(GatewaySocket.roundTrip(server), null);
    other.open();
    other.says({ janus: 'event' });
    assert.equal(GatewaySocket.roundTrip(server), null, 'that was no answer');
    socket.send('{"janus":"keepalive"}');
    await clock.advance(120);
    other.says({ janus: 'ack' });
    assert.equal(GatewaySocket.roundTrip(server), 120);
    await clock.advance(500);
    other.says({ janus: 'event' });
    assert.equal(GatewaySocket.roundTrip(server), 120);
  });

  test('a session is made under an id of its own, which the library knows at once', async () => {
    const { other, socket, heard } = connect();
    const told: JanusFrame[] = [];
    socket.addEventListener('message', (event) => told.push(JSON.parse((event as MessageEvent).data)));
    other.open();
    socket.send('{"janus":"create","transaction":"t1","token":"x"}');
    assert.deepEqual(heard, ['open'], 'not before the library has sent it');
    await Promise.resolve();
    const id = other.sent[0]?.['id'] as number;
    assert.ok(Number.isSafeInteger(id) && id > 0);
    assert.deepEqual(told, [{ janus: 'success', transaction: 't1', data: { id } }]);
    assert.deepEqual(seen.received, [], 'the gateway has said nothing yet');
  });

  test('a connection that is handed over is the next session’s, and the one before hears nothing of it', async () => {
    const { server, release } = register();
    const before = connect(server);
    before.other.open();
    release({ handOver: true });
    assert.equal(before.other.readyState, 1);
    const after = connect();
    assert.equal(NativeSocket.all.length, 1, 'the same connection');
    await Promise.resolve();
    assert.deepEqual(after.heard, ['open']);
    NativeSocket.all[0]?.says({ janus: 'event' });
    assert.deepEqual(before.heard, ['open']);
    assert.deepEqual(after.heard, ['open', 'message']);
  });

  test('a connection that was opened early and is not asked for is closed', async () => {
    GatewaySocket.openEarly('wss://gateway.example/janus', clock);
    NativeSocket.all[0]?.open();
    await clock.advance(10_000);
    assert.equal(NativeSocket.all[0]?.readyState, 3);
    connect();
    assert.equal(NativeSocket.all.length, 2);
  });

  test('a connection that was opened early is taken, with its timer', () => {
    GatewaySocket.openEarly('wss://gateway.example/janus', clock);
    GatewaySocket.openEarly('wss://gateway.example/janus', clock);
    connect();
    assert.equal(NativeSocket.all.length, 1);
  });

  test('an address that the browser refuses can be released like any other', () => {
    const { server, release } = register();
    NativeSocket.refusesAddress = true;
    assert.throws(() => new GatewaySocket(server, 'janus-protocol'), SyntaxError);
    assert.doesNotThrow(() => release());
  });

  test('a listener that is removed hears nothing', () => {
    const { other, socket } = connect();
    const listener = (): void => assert.fail('it was removed');
    socket.addEventListener('open', listener);
    socket.removeEventListener('open', listener);
    other.open();
  });
});
