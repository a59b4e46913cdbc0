import { buildSite } from '../../demo/stack/build-site.ts';
import { fakeMedia } from '../support/fake-media.ts';

/** Once before all workers: the pages, and what the cameras and microphones give. */
export default async function prepare(): Promise<void> {
  await buildSite((line) => process.stderr.write(`${line}\n`));
  for (const role of ['patient', 'clinician'] as const)
    for (const slow of [false, true]) await fakeMedia(role, { slow });
}
