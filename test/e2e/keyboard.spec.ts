import { handEczema } from '../../demo/site/hand-eczema.ts';
import { expect, test } from './fixtures.ts';
import { Keyboard } from './keyboard.ts';
import { callInButton, clinicSees, endButton, goToWaitingRoom, pictureOf, visitIsOver, waitingRoom } from './steps.ts';

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

test('N12 N17 a clinician’s day by keyboard alone: call in, mute for dictation, put back, call in, end, next', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const karinsVisit = await bookVisit();
  const elsasVisit = await bookVisit({
    bookedStart: new Date(Date.now() + 60_000).toISOString(),
    patient: { name: 'Elsa Nygren', reference: 'elsa-nygren' },
  });
  const [{ page: karin }, { page: elsa }, { page: journal }] = await Promise.all([
    openPatient({ visitId: karinsVisit.id }),
    openPatient({ person: 'elsa-nygren', visitId: elsasVisit.id }),
    openClinician(),
  ]);
  await Promise.all([goToWaitingRoom(karin), goToWaitingRoom(elsa)]);
  const press = (key: string): Promise<void> => journal.keyboard.press(key);
  const keyboard = new Keyboard(journal, () => press('Tab'));
  const go = async (name: string, key = 'Enter'): Promise<void> => {
    await keyboard.tabTo(name);
    await press(key);
  };

  await go('Till videobesöken');
  await go('Ropa in: Karin Lind');
  await expect(pictureOf(journal, 'Karin Lind').first()).toBeVisible();
  await keyboard.isNotLost('when the patient is there');

  await go('Tyst för diktering', 'Space');
  await expect(journal.getByText('Diktera nu med diktafonen.').first()).toBeVisible();
  await press('Space');
  await expect(journal.getByText('Diktera nu med diktafonen.')).toHaveCount(0);
  expect(await keyboard.focus('when the microphone is back')).toMatchObject({ name: /Tyst för diktering/ });

  await go('Tillbaka till väntrummet');
  await expect(karin.getByText('Anna Berg har satt dig i väntrummet en stund.').first()).toBeVisible();
  await keyboard.isNotLost('when the patient is put back');
  await go('Ropa in igen');
  await expect(pictureOf(karin, 'Anna Berg')).toBeVisible();
  await keyboard.isNotLost('when the patient is in again');

  await go('Avsluta');
  await visitIsOver(karin).waitFor();
  await keyboard.isNotLost('at the end');
  await go('Elsa Nygren');
  await expect(pictureOf(elsa, 'Anna Berg')).toBeVisible();
  await expect(pictureOf(journal, 'Elsa Nygren').first()).toBeVisible();
  await keyboard.isNotLost('with the next patient');
});

test('nothing takes the focus from the record: arrival, the patient’s answer, a line that breaks, the end', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit({ bookedStart: new Date(Date.now() + 20 * 60_000).toISOString() });
  const { page: journal } = await openClinician();
  const note = journal.getByLabel('Bedömning');
  await note.click();
  let written = '';
  const isWriting = async (when: string): Promise<void> => {
    await journal.keyboard.type('a');
    written += 'a';
    await expect(note, `the focus, ${when}`).toBeFocused();
    await expect(note, when).toHaveValue(written);
  };

  const { page: patient } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(patient);
  await expect(callInButton(journal)).toBeVisible();
  await isWriting('when the patient has arrived');

  await callInButton(journal).click();
  await patient.getByRole('button', { name: 'Börja nu' }).waitFor();
  await note.click();
  await patient.getByRole('button', { name: 'Börja nu' }).click();
  await expect(pictureOf(journal, 'Karin Lind').first()).toBeVisible();
  await isWriting('when the patient has said “now” and the visit has come to the front');

  await patient.reload();
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await isWriting('when the patient’s page has gone and come');
  await patient.getByRole('switch', { name: 'Kamera' }).click();
  await expect(journal.getByText('Kameran är av hos Karin Lind').first()).toBeVisible();
  await isWriting('when the picture has gone');

  await journal
    .locator('video-visit-clinician')
    .evaluate((panel: HTMLElementTagNameMap['video-visit-clinician']) => panel.end());
  await visitIsOver(patient).waitFor();
  await expect(journal.getByText('Vårdkontakt från videobesöket')).toBeVisible();
  await isWriting('when the visit is over and its record has come');
});
