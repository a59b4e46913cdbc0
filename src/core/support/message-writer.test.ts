import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewMessage } from '../../contract/index.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { VisitError } from '../errors.ts';
import { MessageWriter } from './message-writer.ts';

const message: Omit<NewMessage, 'id'> = {
  kind: 'fault',
  text: 'Jag hör ingenting.',
  step: 'on-stage',
  problems: ['receiving-loss'],
  language: 'sv',
};

test('a second try of what did not get through is the same message; then another is another', async () => {
  const world = new FakeVisitService();
  const service = world.participant(world.book().id);
  const writer = new MessageWriter();
  const reach = async () => service;
  const statuses: string[] = [];
  writer.store.subscribe(({ status }) => statuses.push(status));
  // It arrives, and the answer is lost.
  const real = service.sendMessage;
  service.sendMessage = async (sent) => {
    await real(sent);
    throw new VisitError('service-unreachable');
  };
  await writer.send(message, reach);
  service.sendMessage = real;
  await writer.send(message, reach);
  assert.equal(world.messages.length, 1);
  assert.deepEqual(statuses, ['sending', 'failed', 'sending', 'sent']);
  writer.begin();
  await writer.send(message, reach);
  assert.equal(world.messages.length, 2);
  assert.deepEqual(
    world.messages.map(({ role, text, problems }) => [role, text, problems]),
    Array(2).fill(['patient', message.text, message.problems]),
  );
});

test('code that cannot be fetched is a failure like any other', async () => {
  const writer = new MessageWriter();
  await writer.send(message, () => Promise.reject(new TypeError('Failed to fetch')));
  const shown = writer.store.get();
  assert(shown.status === 'failed');
  assert.equal(shown.error.code, 'service-unreachable');
});
