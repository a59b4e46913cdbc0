import { hasWebKit } from '../../support/webkit.ts';
import { Keyboard } from '../keyboard.ts';
import { clinicSees, statusOf, waitingRoom } from '../steps.ts';
import { expect, test } from './fixtures.ts';
import { keys } from './web-driver.ts';

// Debian's WebKitGTK has no WebRTC: another engine for the elements, and a browser that cannot do a visit.
test.skip(!hasWebKit(), 'WebKitGTK is missing: node demo/stack/install.mjs --webkit');

const sentences = {
  sv: 'Din webbläsare klarar inte videobesök',
  ar: 'متصفحك لا يدعم الزيارات بالفيديو',
};

test('without WebRTC a patient is told at once, with what to do, and has their place in the waiting room all the same', async ({
  webkitPage: page,
  openPortal,
  bookVisit,
  stack,
}, testInfo) => {
  const picture = (name: string): Promise<void> => page.driver.screenshot(testInfo.outputPath(`${name}.png`));
  const visit = await bookVisit();
  await openPortal({ visitId: visit.id });
  await page.getByRole('heading', { name: sentences.sv }).waitFor();
  await page.getByRole('paragraph').filter({ hasText: 'Chrome, Edge, Firefox eller Safari' }).waitFor();
  for (const words of ['Anna Berg', 'Björkdalens vårdcentral', 'Uppföljning av blodtryck'])
    await page.find({ what: 'bdi', name: words }).waitFor();
  expect(await page.evaluate(namesOfUndefined)).toEqual([]);

  await page.getByRole('button', { name: 'Prova ljud och bild' }).click();
  await page.getByRole('button', { name: 'Börja prova' }).click();
  await page.find({ what: '.summary', name: sentences.sv }).waitFor();
  await picture('self-test');

  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await waitingRoom(page).waitFor();
  await clinicSees(page).waitFor();
  await page.getByRole('paragraph').filter({ hasText: sentences.sv }).waitFor();
  expect(await statusOf(stack, visit)).toBe('arrived');
  expect(await page.evaluate(namesOfUndefined)).toEqual([]);
  await picture('waiting-room');
});

test('help opens and preparation is filled in, by keyboard, with the focus always in sight', async ({
  webkitPage: page,
  openPortal,
  bookVisit,
  stack,
}, testInfo) => {
  const visit = await bookVisit({ preparation: 'home-readings' });
  await openPortal({ visitId: visit.id });
  await page.getByRole('heading', { name: sentences.sv }).waitFor();
  const keyboard = new Keyboard(page, () => page.driver.press(keys.tab));
  await keyboard.tabTo('Hjälp');
  await page.driver.press(keys.enter);
  await page.getByRole('heading', { name: 'Det här hjälper oftast' }).waitFor();
  await page.driver.screenshot(testInfo.outputPath('help.png'));
  await page.driver.press(keys.escape);
  expect(await keyboard.focus('when the help is closed')).toMatchObject({ name: 'Hjälp' });

  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await waitingRoom(page).waitFor();
  await keyboard.tabTo('Svara på frågorna');
  await page.driver.press(keys.enter);
  await page.getByRole('button', { name: 'Skicka svaren' }).waitFor();
  await keyboard.tabTo('Puls');
  await page.driver.press('7', '2');
  await page.driver.screenshot(testInfo.outputPath('preparation.png'));
  await keyboard.tabTo('Skicka svaren');
  await page.driver.press(keys.enter);
  await expect.poll(async () => (await stack.host.visit(visit.id)).preparation?.status).toBe('answered');
});

for (const language of ['sv', 'ar'] as const) {
  test(`the list and a visit fit a phone and a wide window, ${language}`, async ({
    webkitPage: page,
    openPortal,
    bookVisit,
  }, testInfo) => {
    const visit = await bookVisit();
    const fits = async (name: string): Promise<void> => {
      for (const [width, height] of [
        [360, 740],
        [1280, 800],
      ] as const) {
        await page.resize(width, height);
        await page.driver.screenshot(testInfo.outputPath(`${name}-${width}.png`));
        expect(await page.evaluate(tooWide), `${name} at ${width} px`).toBe(0);
      }
    };
    await openPortal({ language });
    await page.find({ what: `a[href*="${visit.id}"]` }).waitFor();
    await fits('list');
    await openPortal({ visitId: visit.id, language });
    await page.getByRole('heading', { name: sentences[language] }).waitFor();
    await fits('visit');
  });
}

/** Elements that no class has been defined for, through every shadow. */
function namesOfUndefined(): string[] {
  const roots: ParentNode[] = [document];
  const found: string[] = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.matches(':not(:defined)')) found.push(element.localName);
    }
  }
  return found;
}

/** px */
function tooWide(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}
