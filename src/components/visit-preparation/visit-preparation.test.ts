import './visit-preparation.define.ts';
import {
  allBelow,
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  mount,
  pause,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { leaks } from '../../../test/components/leaks.ts';
import type { NewVisit, Questionnaire, QuestionnaireItem } from '../../contract/index.ts';
import { SAVE_AFTER_MS, SAVE_AGAIN_MS } from '../../core/preparation/preparation-editor.ts';
import type { VisitService } from '../../core/service/visit-service.ts';
import { eventually } from '../../testing/eventually.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeWaitingVisit, snapshots } from '../../testing/visit-fixtures.ts';
import { everyKind } from '../../testing/preparation-fixtures.ts';

const questionnaire = (...item: readonly QuestionnaireItem[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'Hälsodeklaration',
  item,
});
const short = questionnaire(
  { linkId: 'how', type: 'string', text: 'How are you?', required: true },
  { linkId: 'pulse', type: 'integer', text: 'Pulse' },
);

/** A service with one visit, and pages of its patient. */
class World {
  readonly clock = new ManualClock();
  readonly service = new FakeVisitService({ clock: this.clock });
  readonly visitId: string;

  constructor(preparation: NonNullable<NewVisit['preparation']> = short) {
    this.visitId = this.service.book({ preparation }).id;
  }

  async page({
    lang = 'en',
    width = 400,
    folded = false,
    service = this.service.participant(this.visitId),
  }: { lang?: string; width?: number; folded?: boolean; service?: VisitService } = {}) {
    const { preparation } = this.service.visit(this.visitId);
    const visit = makeWaitingVisit(4, { id: this.visitId, preparation });
    const session = new FakeVisitSession(snapshots.waiting(visit), { service, clock: this.clock });
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-preparation');
    element.lang = lang;
    element.folded = folded;
    mount(home, { width }).append(element);
    await settled(element);
    if (!folded)
      await eventually(() => element.shadowRoot!.querySelector('form, .given, .notice') !== null, 'the form');
    return { element, session, home };
  }

  get stored() {
    return this.service.preparation(this.visitId);
  }
  answerOf(linkId: string): unknown {
    const answer = this.stored?.response?.item?.find((item) => item.linkId === linkId)?.answer?.[0];
    return answer && Object.values(answer)[0];
  }
}

const field = (element: Element, label: string): HTMLInputElement => {
  const found = find(element, 'label', label) as HTMLLabelElement;
  return (found.control ?? (found.getRootNode() as ShadowRoot).getElementById(found.htmlFor)) as HTMLInputElement;
};
async function type(element: Element, label: string, text: string): Promise<HTMLInputElement> {
  const input = field(element, label);
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settled(element);
  return input;
}
const saving = (element: Element): string =>
  element.shadowRoot?.querySelector('.saving')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('visit-preparation', () => {
  it('shows nothing where nothing is asked', async () => {
    const world = new World();
    const { element, session } = await world.page();
    const { visit } = session.store.get();
    session.change({ visit: { ...visit!, preparation: null } });
    await settled(element);
    assert.equal(seenText(element), '');
  });

  it('saves what is typed when the typing pauses, says so in words, and never before it is so', async () => {
    const world = new World();
    const { element } = await world.page();
    assert.equal(saving(element), 'Nothing is filled in yet.');
    await type(element, 'How are you?', 'Tired');
    assert.equal(saving(element), 'Not saved yet.');
    assert.equal(world.stored?.version, 0);
    await world.clock.advance(SAVE_AFTER_MS);
    await settled(element);
    assert.match(saving(element), /^Saved \d\d:\d\d\.$/);
    assert.equal(world.answerOf('how'), 'Tired');
    assert.equal(world.service.visit(world.visitId).preparation?.status, 'draft');
    assert.equal(world.clock.pending, 0, 'no timer is left');
  });

  it('keeps a half-typed answer when it goes away, and has it when it comes back', async () => {
    const world = new World();
    const { element } = await world.page();
    await type(element, 'How are you?', 'Ti');
    element.remove();
    await pause();
    assert.equal(world.answerOf('how'), 'Ti');
    const { element: again } = await world.page();
    assert.equal(field(again, 'How are you?').value, 'Ti');
  });

  it('keeps it when the page is hidden or closed', async () => {
    const world = new World();
    const { element } = await world.page();
    await type(element, 'How are you?', 'Ti');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await pause();
    assert.equal(world.answerOf('how'), 'Ti');
  });

  it('a move in the page keeps the form, the focus of nobody and no timer', async () => {
    const world = new World();
    const { element, home } = await world.page();
    await type(element, 'How are you?', 'Tired');
    home.prepend(element);
    await settled(element);
    assert.equal(field(element, 'How are you?').value, 'Tired');
    await type(element, 'Pulse', '72');
    await world.clock.advance(SAVE_AFTER_MS);
    assert.equal(world.answerOf('pulse'), 72);
    element.remove();
    await pause();
    assert.equal(world.clock.pending, 0);
  });

  it('leaves nothing behind when it comes and goes twenty times, typed into each time', async () => {
    const world = new World();
    const { element, home } = await world.page();
    element.remove();
    const watch = leaks();
    for (let visit = 0; visit < 20; visit++) {
      home.append(element);
      await settled(element);
      await type(element, 'How are you?', `Tired ${visit}`);
      element.remove();
      await pause();
    }
    assert.deepEqual(watch.end(), { listeners: 0, timers: 0, frames: 0 });
    assert.equal(world.clock.pending, 0);
    assert.equal(world.answerOf('how'), 'Tired 19');
  });

  it('Enter in a field sends nothing', async () => {
    const world = new World('home-readings');
    const { element } = await world.page();
    const input = await type(element, 'Weight', '81.5');
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true });
    input.dispatchEvent(enter);
    assert.equal(enter.defaultPrevented, true);
  });

  it('says that it is not saved while the service is away, tries again, and says when it is', async () => {
    const world = new World();
    const { element } = await world.page();
    world.service.goAway();
    await type(element, 'How are you?', 'Tired');
    await world.clock.advance(SAVE_AFTER_MS);
    await settled(element);
    assert.equal(saving(element), 'Not saved. We are trying again. Keep the page open.');
    assert.include(announced(element), 'Not saved.');
    await assertAccessible(element);
    world.service.comeBack();
    await world.clock.advance(SAVE_AGAIN_MS);
    await settled(element);
    assert.match(saving(element), /^Saved/);
    assert.match(announced(element), /^Saved/);
    assert.equal(world.answerOf('how'), 'Tired');
  });

  it('leads from each fault to its field, by a summary that takes the focus', async () => {
    const world = new World();
    const { element } = await world.page();
    await type(element, 'Pulse', 'fast');
    find(element, 'button', 'Send').click();
    await eventually(() => element.shadowRoot?.activeElement?.classList.contains('summary') ?? false, 'the summary');
    const summary = element.shadowRoot!.querySelector('.summary')!;
    assert.match(
      seenText(summary),
      /^2 questions need your answer How are you\? This question must be answered\. Pulse: Write the answer in digits\.$/,
    );
    await assertAccessible(element);
    assertFits(element);
    const before = location.href;
    find(element, 'a', 'Pulse').click();
    assert.equal(element.shadowRoot?.activeElement, field(element, 'Pulse'));
    assert.equal(location.href, before, 'the host’s address stays');
    assert.equal(field(element, 'Pulse').getAttribute('aria-invalid'), 'true');
    const described = field(element, 'Pulse').getAttribute('aria-describedby') ?? '';
    assert.include(element.shadowRoot?.getElementById(described)?.textContent ?? '', 'Write the answer in digits.');
    assert.equal(saving(element), 'One answer is not saved. Correct what is marked.');
    assert.notEqual(world.service.visit(world.visitId).preparation?.status, 'answered');
  });

  it('tells of a slip when the field is left, not while one types', async () => {
    const world = new World();
    const { element } = await world.page();
    const input = await type(element, 'Pulse', '7x');
    assert.notInclude(seenText(element), 'digits');
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await settled(element);
    assert.include(seenText(element), 'Write the answer in digits.');
  });

  it('sends, says so, shows the answers, and opens them again', async () => {
    const world = new World();
    const { element } = await world.page();
    await type(element, 'How are you?', 'Better');
    await type(element, 'Pulse', '72');
    const send = find(element, 'button', 'Send the answers');
    send.focus();
    send.click();
    await eventually(() => world.service.visit(world.visitId).preparation?.status === 'answered', 'answered');
    await settled(element);
    const text = seenText(element);
    assert.match(text, /^Your answers have been sent Ekdalens vårdcentral received them /);
    for (const part of ['How are you?', 'Better', 'Pulse', '72']) assert.include(text, part);
    assert.equal(element.shadowRoot?.activeElement?.textContent, 'Your answers have been sent', 'the focus follows');
    assert.equal(world.stored?.response?.status, 'completed');
    await assertAccessible(element);
    find(element, 'button', 'Change the answers').click();
    await settled(element);
    assert.equal(field(element, 'How are you?').value, 'Better');
    await type(element, 'How are you?', 'Worse');
    await world.clock.advance(SAVE_AFTER_MS);
    assert.equal(world.service.visit(world.visitId).preparation?.status, 'draft', 'it is not sent any more');
  });

  it('two devices: other questions come together by themselves, the same one is asked about', async () => {
    const world = new World();
    const [{ element: phone }, { element: laptop }] = [await world.page(), await world.page()];
    await type(phone, 'How are you?', 'Tired');
    await world.clock.advance(SAVE_AFTER_MS);
    await type(laptop, 'Pulse', '72');
    await world.clock.advance(SAVE_AFTER_MS);
    await settled(laptop);
    assert.deepEqual([world.answerOf('how'), world.answerOf('pulse')], ['Tired', 72]);
    assert.equal(field(laptop, 'How are you?').value, 'Tired', 'what came from the phone is shown');

    await type(phone, 'Pulse', '80');
    await world.clock.advance(SAVE_AFTER_MS);
    await settled(phone);
    assert.include(seenText(phone), 'You have answered differently on two devices');
    assert.equal(world.answerOf('pulse'), 72, 'nothing is overwritten before the choice');
    await assertAccessible(phone);
    assertFits(phone);
    find(phone, 'button', 'Take the answers from the other device').click();
    await world.clock.advance(SAVE_AFTER_MS);
    await settled(phone);
    assert.equal(field(phone, 'Pulse').value, '72');
    assert.equal(world.answerOf('pulse'), 72);
    assert.notInclude(seenText(phone), 'differently');
  });

  it('shows what another device has sent while nothing was typed here, and says so', async () => {
    const world = new World();
    const { element, session } = await world.page();
    const other = (await world.page()).element;
    await type(other, 'How are you?', 'Better');
    find(other, 'button', 'Send the answers').click();
    await eventually(() => world.service.visit(world.visitId).preparation?.status === 'answered', 'answered');
    const { preparation } = world.service.visit(world.visitId);
    session.change({ visit: { ...session.store.get().visit!, preparation } });
    await eventually(() => seenText(element).startsWith('Your answers have been sent'), 'the answers from there');
    assert.include(announced(element), 'The answers were changed on another device');
  });

  it('says when the visit takes no answers any more', async () => {
    const world = new World();
    const { element } = await world.page();
    await type(element, 'How are you?', 'Tired');
    world.service.cancel(world.visitId);
    await world.clock.advance(SAVE_AFTER_MS);
    await settled(element);
    assert.equal(saving(element), 'Not saved. The answers can no longer be changed.');
    assert.equal(world.clock.pending, 0);
  });

  it('says what is wrong where the questions cannot be fetched, and tries again', async () => {
    const world = new World();
    world.service.goAway();
    const { element } = await world.page();
    await settled(element);
    assert.include(seenText(element), 'We cannot reach the video service');
    world.service.comeBack();
    find(element, 'button', 'Try again').click();
    await eventually(() => element.shadowRoot!.querySelector('form') !== null, 'the form');
  });

  it('is one line until it is opened, and asks the service for nothing before that', async () => {
    const world = new World();
    let reads = 0;
    const patient = world.service.participant(world.visitId);
    const service: VisitService = { ...patient, preparation: (...args) => (reads++, patient.preparation(...args)) };
    const { element } = await world.page({ folded: true, service });
    assert.match(seenText(element), /^Questions before the visit .* Answer the questions$/);
    await assertAccessible(element);
    assert.equal(reads, 0);
    const open = find(element, 'button', 'Answer the questions');
    open.focus();
    open.click();
    await eventually(() => element.shadowRoot!.querySelector('form') !== null, 'the form');
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement?.textContent, 'Hälsodeklaration');
    assert.equal(reads, 1);
  });

  it('asks only what the answers call for, and leaves out what they do not', async () => {
    const world = new World(
      questionnaire(
        { linkId: 'medicine', type: 'boolean', text: 'Do you take medicines?' },
        {
          linkId: 'which',
          type: 'group',
          text: 'Medicine',
          repeats: true,
          enableWhen: [{ question: 'medicine', operator: '=', answerBoolean: true }],
          item: [{ linkId: 'name', type: 'string', text: 'Name', required: true }],
        },
      ),
    );
    const { element } = await world.page();
    assert.notInclude(seenText(element), 'Name');
    find(element, 'label', 'Yes').click();
    await settled(element);
    await type(element, 'Name', 'Enalapril');
    find(element, 'button', 'Add another').click();
    await settled(element);
    assert.include(seenText(element), 'Medicine 2');
    const second = allBelow(element).filter((one) => one.matches('input[type=text]'))[1] as HTMLInputElement;
    second.value = 'Levaxin';
    second.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await world.clock.advance(SAVE_AFTER_MS);
    assert.deepEqual(
      world.stored?.response?.item?.slice(1).map(({ item }) => item?.[0]?.answer),
      [[{ valueString: 'Enalapril' }], [{ valueString: 'Levaxin' }]],
    );
    const remove = find(element, 'button', 'Remove: Medicine 1');
    remove.focus();
    remove.click();
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement?.textContent?.trim(), 'Add another: Medicine');
    assert.equal(field(element, 'Name').value, 'Levaxin');
    find(element, 'label', 'No').click();
    await world.clock.advance(SAVE_AFTER_MS);
    assert.deepEqual(
      world.stored?.response?.item?.map(({ linkId }) => linkId),
      ['medicine'],
    );
  });

  it('“none of these” and the others exclude each other; own words go with them', async () => {
    const exclusive = {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive', valueBoolean: true }],
    };
    const world = new World(
      questionnaire({
        linkId: 'tried',
        type: 'open-choice',
        repeats: true,
        text: 'What have you tried?',
        answerOption: [{ valueString: 'Cream' }, { valueString: 'Gloves' }, { valueString: 'None', ...exclusive }],
      }),
    );
    const { element } = await world.page();
    const saved = async (): Promise<unknown[]> => {
      await world.clock.advance(SAVE_AFTER_MS);
      return world.stored?.response?.item?.[0]?.answer?.map(({ valueString }) => valueString) ?? [];
    };
    for (const label of ['Cream', 'Gloves']) find(element, 'label', label).click();
    await type(element, 'Other, in your own words', 'Ice');
    assert.deepEqual(await saved(), ['Cream', 'Gloves', 'Ice']);
    find(element, 'label', 'None').click();
    assert.deepEqual(await saved(), ['None']);
    find(element, 'label', 'Cream').click();
    assert.deepEqual(await saved(), ['Cream']);
  });

  it('an answer can be taken back, and the focus stays at the question', async () => {
    const world = new World(questionnaire({ linkId: 'smoke', type: 'boolean', text: 'Do you smoke?' }));
    const { element } = await world.page();
    find(element, 'label', 'No').click();
    await settled(element);
    const clear = find(element, 'button', 'Remove the answer');
    clear.focus();
    clear.click();
    await settled(element);
    assert.equal((element.shadowRoot?.activeElement as HTMLInputElement).type, 'radio');
    await world.clock.advance(SAVE_AFTER_MS);
    assert.equal(world.answerOf('smoke'), undefined);
  });

  it('readings from home: in the person’s language, and Observations when they are sent', async () => {
    const world = new World('home-readings');
    const { element, session } = await world.page({ lang: 'sv' });
    assert.include(seenText(element), 'Mätvärden hemifrån');
    await type(element, 'Vikt', '81,5');
    await type(element, 'Övertryck', '138');
    element.lang = 'ar';
    await settled(element);
    await eventually(() => seenText(element).includes('الوزن'), 'Arabic');
    element.lang = 'sv';
    await settled(element);
    await eventually(() => seenText(element).includes('Vikt'), 'Swedish');
    assert.equal(field(element, 'Vikt').value, '81,5', 'another language keeps what is typed');
    find(element, 'button', 'Skicka svaren').click();
    await eventually(() => (world.stored?.observations.length ?? 0) > 0, 'observations');
    assert.deepEqual(
      world.stored?.observations.map(({ code }) => code.coding[0]?.code),
      ['85354-9', '29463-7'],
    );
    assert.equal(session.store.get().phase, 'waiting');
  });

  for (const lang of ['sv', 'en', 'ar'])
    for (const width of [280, 360, 1280])
      it(`every kind of question, ${lang}, ${width} px: accessible and no wider than its place`, async () => {
        const world = new World(everyKind);
        const { element } = await world.page({ lang, width });
        await assertAccessible(element);
        assertFits(element);
        find(element, 'button[type=submit]').click();
        await eventually(() => element.shadowRoot?.activeElement?.classList.contains('summary') ?? false, 'summary');
        await assertAccessible(element);
        assertFits(element);
      });

  it('can be filled in and sent by the keyboard’s own controls: every control is native and labelled', async () => {
    const world = new World(everyKind);
    const { element } = await world.page();
    const clickable = allBelow(element).filter((one) => one.matches('[onclick], [role=button], [role=checkbox]'));
    assert.deepEqual(clickable, []);
    for (const control of allBelow(element).filter((one) => one.matches('input, select, textarea'))) {
      const { labels } = control as HTMLInputElement;
      assert.ok(labels!.length > 0 || control.getAttribute('aria-label'), control.outerHTML.slice(0, 120));
    }
  });
});
