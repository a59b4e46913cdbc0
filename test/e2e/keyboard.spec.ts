import { handEczema } from '../../demo/site/hand-eczema.ts';
import { expect, test } from './fixtures.ts';
import { Keyboard } from './keyboard.ts';
import { callInButton, clinicSees, endButton, pictureOf, visitIsOver, waitingRoom } from './steps.ts';

test('N17 the whole way by keyboard alone: from the list to the visit and back, the focus in sight and never lost', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  // A person who has no other visit in the list.
  const visit = await bookVisit({
    patient: { name: 'Elsa Nygren', reference: 'elsa-nygren' },
    preparation: handEczema,
  });
  const [{ page }, { page: clinician }] = await Promise.all([openPatient({ person: 'elsa-nygren' }), openClinician()]);
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const keyboard = new Keyboard(page, () => press('Tab'));
  const enter = async (name: string): Promise<void> => {
    await keyboard.tabTo(name);
    await press('Enter');
  };

  await expect(page.locator(`a[href*="${visit.id}"]`)).toBeVisible();
  await enter('Gå till besöket');
  await expect(page.getByRole('heading', { name: 'Först: kamera och mikrofon' })).toBeVisible();
  await enter('Slå på kamera och mikrofon');
  await expect(page.getByText('Kameran fungerar.').first()).toBeVisible();
  await keyboard.isNotLost('when camera and microphone are on');
  await enter('Till väntrummet');
  await waitingRoom(page).waitFor();
  await clinicSees(page).waitFor();
  await keyboard.isNotLost('in the waiting room');

  await enter('Hjälp');
  await expect(page.getByRole('heading', { name: 'Det här hjälper oftast' })).toBeVisible();
  await keyboard.isNotLost('in the help');
  await press('Escape');
  expect(await keyboard.focus('when the help is closed')).toMatchObject({ name: 'Hjälp' });

  await enter('Svara på frågorna');
  await expect(page.getByLabel('Lite')).toBeVisible();
  await keyboard.isNotLost('when the questions are open');
  await keyboard.tabTo('Inte alls');
  await press('ArrowDown');
  expect(await keyboard.focus('after the arrow')).toMatchObject({ what: 'radio', name: 'Lite' });
  await expect(page.getByLabel('Lite')).toBeChecked();

  await callInButton(clinician).click();
  await expect(pictureOf(page, 'Anna Berg')).toBeVisible();
  await keyboard.isNotLost('when they are called in');
  await keyboard.tabTo('Mikrofon');
  await press('Space');
  await expect(page.getByRole('switch', { name: 'Mikrofon' })).not.toBeChecked();
  await press('Space');
  await expect(page.getByRole('switch', { name: 'Mikrofon' })).toBeChecked();
  for (const name of ['Enheter', 'Mer']) {
    await enter(name);
    const button = page.getByRole('button', { name, exact: true });
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await press('Tab');
    await keyboard.focus(`within ${name}`);
    await press('Escape');
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(await keyboard.focus(`when ${name} is closed`)).toMatchObject({ name });
  }
  await enter('Lämna');
  await press('Escape');
  expect(await keyboard.focus('when they stay')).toMatchObject({ name: 'Lämna' });

  await endButton(clinician).click();
  await visitIsOver(page).waitFor();
  await keyboard.isNotLost('at the end');
  await enter('Mina videobesök');
  await expect(page.getByRole('heading', { level: 1, name: 'Mina videobesök' })).toBeVisible();
});
