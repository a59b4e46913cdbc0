import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Preparation, Questionnaire } from '../../contract/index.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import type { VisitService } from '../service/visit-service.ts';
import { PreparationEditor, SAVE_AFTER_MS, SAVE_AGAIN_MS } from './preparation-editor.ts';
import { readForm } from './read-form.ts';

const form: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    { linkId: 'a', type: 'string', required: true },
    { linkId: 'b', type: 'decimal' },
    { linkId: 'c', type: 'string', repeats: true },
  ],
};

function makeWorld(asked = form) {
  const clock = new ManualClock();
  const fake = new FakeVisitService({ clock });
  const { id: visitId } = fake.book({ preparation: asked });
  const open = async (change: (service: VisitService) => Partial<VisitService> = () => ({})) => {
    const service = fake.participant(visitId);
    const editor = new PreparationEditor({
      service: { ...service, ...change(service) },
      visitId,
      clock,
      read: (source) => readForm(source),
      decimalSign: () => ',',
    });
    await editor.load();
    const item = (linkId: string) => editor.store.get().form!.places.get(linkId)!.item;
    return { editor, enter: (linkId: string, text: string, at = 0) => editor.enter(item(linkId), [], at, text), item };
  };
  const stored = (): Preparation => fake.preparation(visitId)!;
  const answers = (): Record<string, unknown[]> =>
    Object.fromEntries(
      (stored().response?.item ?? []).map(({ linkId, answer = [] }) => [
        linkId,
        answer.flatMap((one) => Object.values(one)),
      ]),
    );
  return { clock, fake, visitId, open, stored, answers };
}

test('what is typed in one go is saved once', async () => {
  const { clock, open, stored, answers } = makeWorld();
  const { enter } = await open();
  for (const text of ['B', 'Br', 'Bra']) {
    enter('a', text);
    await clock.advance(SAVE_AFTER_MS - 1);
  }
  assert.equal(stored().version, 0);
  await clock.advance(1);
  assert.deepEqual([stored().version, answers()], [1, { a: ['Bra'] }]);
});

test('what is typed while a saving is on its way is saved after it, and never by two at once', async () => {
  const { clock, open, answers, stored } = makeWorld();
  let underway = 0;
  const { editor, enter } = await open((service) => ({
    command: async (...args) => {
      assert.equal(++underway, 1);
      await clock.sleep(500);
      return service.command(...args).finally(() => underway--);
    },
  }));
  enter('a', 'one');
  void editor.flush();
  await settle();
  enter('a', 'two');
  assert.equal(editor.store.get().saving, 'saving');
  void editor.flush();
  await clock.advance(500);
  assert.deepEqual(answers(), { a: ['one'] });
  assert.notEqual(editor.store.get().saving, 'saved');
  await clock.advance(500);
  assert.deepEqual([answers(), stored().version, editor.store.get().saving], [{ a: ['two'] }, 2, 'saved']);
  assert.equal(clock.pending, 0);
});

test('with the form out of view it is tried a few times more, and then nothing is left running', async () => {
  const { clock, fake, open, answers } = makeWorld();
  const { editor, enter } = await open();
  enter('a', 'x');
  fake.goAway();
  await editor.rest();
  await clock.advance(2 * SAVE_AGAIN_MS);
  fake.comeBack();
  await clock.advance(SAVE_AGAIN_MS);
  assert.deepEqual(answers(), { a: ['x'] });
  enter('a', 'y');
  fake.goAway();
  await editor.rest();
  await clock.advance(20 * SAVE_AGAIN_MS);
  assert.equal(clock.pending, 0);
  fake.comeBack();
  editor.wake();
  await clock.advance(SAVE_AFTER_MS);
  assert.deepEqual(answers(), { a: ['y'] }, 'back in view it goes on');
});

test('an answer whose receipt was lost is not taken for somebody else’s', async () => {
  const { clock, open, answers } = makeWorld();
  let lose = true;
  const { editor, enter } = await open((service) => ({
    command: async (...args) => {
      const result = await service.command(...args);
      if (!lose) return result;
      lose = false;
      throw new (await import('../errors.ts')).VisitError('service-unreachable');
    },
  }));
  enter('a', 'x');
  await clock.advance(SAVE_AFTER_MS);
  assert.equal(editor.store.get().saving, 'failed');
  await clock.advance(SAVE_AGAIN_MS);
  assert.deepEqual([editor.store.get().saving, editor.store.get().clashes, answers()], ['saved', [], { a: ['x'] }]);
});

test('what was lost on its way and typed on since comes together without a question', async () => {
  const { clock, open, answers } = makeWorld();
  let lose = true;
  const { editor, enter } = await open((service) => ({
    command: async (...args) => {
      const result = await service.command(...args);
      if (!lose) return result;
      lose = false;
      throw new (await import('../errors.ts')).VisitError('service-unreachable');
    },
  }));
  enter('a', 'Bra');
  await clock.advance(SAVE_AFTER_MS);
  enter('a', 'Bra, tack');
  enter('b', '1,5');
  await clock.advance(SAVE_AGAIN_MS);
  assert.deepEqual([editor.store.get().saving, answers()], ['saved', { a: ['Bra, tack'], b: [1.5] }]);
});

test('sending while another device has saved: brought together, looked at again, then sent', async () => {
  const { open, answers, stored } = makeWorld();
  const [here, there] = [await open(), await open()];
  there.enter('b', '2,5');
  await there.editor.flush();
  here.enter('a', 'x');
  assert.equal(await here.editor.send(), true);
  assert.deepEqual([answers(), stored().response?.status], [{ a: ['x'], b: [2.5] }, 'completed']);
  assert.equal(here.editor.store.get().phase, 'sent');
});

test('nothing is sent while something is missing or cannot be read; the faults stand in the order of the form', async () => {
  const { open, stored } = makeWorld();
  const { editor, enter } = await open();
  enter('b', 'much');
  assert.deepEqual(editor.store.get().faults, [], 'nothing is told before the field is left');
  assert.equal(await editor.send(), false);
  assert.deepEqual(
    editor.store.get().faults.map(({ item, code }) => [item.linkId, code]),
    [
      ['a', 'required'],
      ['b', 'not-a-number'],
    ],
  );
  assert.notEqual(stored().response?.status, 'completed');
});

test('several answers: one that is emptied stays in its place while one types', async () => {
  const { clock, open, answers } = makeWorld();
  const { editor, enter, item } = await open();
  enter('c', 'one');
  editor.addEntry(item('c'), []);
  enter('c', 'two', 1);
  enter('c', '', 0);
  assert.deepEqual(editor.entriesAt(item('c'), []), ['', 'two']);
  await clock.advance(SAVE_AFTER_MS);
  assert.deepEqual(answers(), { c: ['two'] });
  editor.removeEntry(item('c'), [], 0);
  assert.deepEqual(editor.entriesAt(item('c'), []), ['two']);
});

test('a form that cannot be read, and a service that is away, are told; where nothing is asked there is nothing', async () => {
  const { fake, visitId, open } = makeWorld();
  fake.goAway();
  const { editor } = await open();
  assert.deepEqual([editor.store.get().phase, editor.store.get().error?.code], ['failed', 'service-unreachable']);
  fake.comeBack();
  await editor.load();
  assert.equal(editor.store.get().phase, 'open');
  const unasked = await open(() => ({ preparation: async () => null }));
  assert.equal(unasked.editor.store.get().phase, 'nothing');
  const broken = { ...form, item: [] };
  const other = await open(() => ({
    preparation: async () => ({ form: broken, response: null, version: 0, savedAt: null, observations: [] }),
  }));
  assert.deepEqual([other.editor.store.get().phase, other.editor.store.get().error?.code], ['failed', 'unknown']);
  assert.equal(fake.visit(visitId).preparation?.status, 'not-begun');
});
