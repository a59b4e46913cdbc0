import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDOVER_LIFE_MS } from '../../contract/index.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import { PhoneMove } from './phone-move.ts';

function moving() {
  const clock = new ManualClock();
  const world = new FakeVisitService({ clock });
  const visit = world.book();
  const service = world.participant(visit.id);
  const phonePage = new URL('https://phone.example/go');
  return { clock, world, service, move: new PhoneMove({ service, clock, visitId: visit.id, phonePage }) };
}
const linkOf = (move: PhoneMove): string => {
  const shown = move.store.get();
  assert(shown.status === 'ready', shown.status);
  return shown.link;
};
const codeIn = (link: string): string => new URL(link).hash.split('=')[1] ?? '';

test('a link that is good for five minutes, and a new one that voids it', async () => {
  const { clock, world, move } = moving();
  assert.equal(move.store.get().status, 'making');
  await settle();
  const first = linkOf(move);
  await clock.advance(HANDOVER_LIFE_MS - 1);
  assert.equal(linkOf(move), first);
  await clock.advance(1);
  assert.equal(move.store.get().status, 'expired');
  void move.renew();
  await settle();
  const second = linkOf(move);
  void move.renew();
  await settle();
  assert.throws(() => world.redeem(codeIn(second)));
  world.redeem(codeIn(linkOf(move)));
  move.close();
  await settle();
  assert.equal(clock.pending, 0, 'no timer is left behind');
});

test('says what went wrong, and tries again', async () => {
  const { clock, world, service } = moving();
  world.goAway();
  const move = new PhoneMove({ service, clock, visitId: 'visit-1', phonePage: new URL('https://phone.example/') });
  await settle();
  const shown = move.store.get();
  assert(shown.status === 'failed');
  assert.equal(shown.error.code, 'service-unreachable');
  world.comeBack();
  void move.renew();
  await settle();
  assert.equal(move.store.get().status, 'ready');
  move.close();
});
