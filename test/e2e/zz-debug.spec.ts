import { expect, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';

test('debug', async ({ openPatient, openClinician, bookVisit, stack }) => {
  const visit = await bookVisit();
  const patient = await openPatient({ visitId: visit.id });
  const p = patient.page;
  p.on('console', (m) => console.log('P', m.type(), m.text()));
  await p.screenshot({ path: '/tmp/vv/1.png' });
  await p.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await p.getByRole('button', { name: 'Till väntrummet' }).click({timeout: 8000}).catch((e) => console.log(String(e).slice(0, 300)));
  await p.screenshot({ path: '/tmp/vv/2.png' });
  const clinician = await openClinician();
  const c = clinician.page;
  c.on('console', (m) => console.log('C', m.type(), m.text()));
  await c.waitForTimeout(3000);
  await c.screenshot({ path: '/tmp/vv/3.png' });
  await p.screenshot({ path: '/tmp/vv/4.png' });
  console.log(patient.watch.faults, clinician.watch.faults);
  await c.getByRole('button', { name: 'Kalla in' }).first().click({timeout: 5000}).catch((e) => console.log(String(e).slice(0, 300)));
  await c.waitForTimeout(4000);
  await c.screenshot({ path: '/tmp/vv/5.png' });
  await p.screenshot({ path: '/tmp/vv/6.png' });
  console.log(JSON.stringify(await mediaCounts(p)), JSON.stringify(await mediaCounts(c)));
  console.log(patient.watch.faults, clinician.watch.faults);
});
