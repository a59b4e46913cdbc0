import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const outdir = join(root, '.cache', 'size');
mkdirSync(outdir, { recursive: true });

/**
 * Bundles as a host would, and tells which files a page fetches for an entry at once, which more with elements that are
 * fetched when they are about to be shown, and which one has the gateway's library.
 */
async function filesOf(entry) {
  const { metafile } = await build({
    entryPoints: [join(root, 'dist', entry)],
    outdir: join(outdir, entry.replaceAll('/', '-')),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    metafile: true,
    absWorkingDir: root,
  });
  const outputs = metafile.outputs;
  const first = Object.keys(outputs).find((file) => outputs[file].entryPoint === `dist/${entry}`);
  const closureOf = (file, known = new Set()) => {
    if (known.has(file)) return known;
    known.add(file);
    for (const { path, kind } of outputs[file].imports) {
      if (kind === 'import-statement' && outputs[path]) closureOf(path, known);
    }
    return known;
  };
  const atOnce = closureOf(first);
  const withElement = (tag) => {
    const definition = Object.keys(outputs).find((file) => outputs[file].entryPoint?.endsWith(`/${tag}.define.js`));
    return [...closureOf(definition, new Set(atOnce))];
  };
  const holds = (name) =>
    Object.keys(outputs).filter((file) => Object.keys(outputs[file].inputs).some((input) => input.includes(name)));
  return { atOnce: [...atOnce], withElement, gatewayLibrary: holds('vendor/janus') };
}

const patient = await filesOf('components/video-visit/video-visit.define.js');
const clinician = await filesOf('components/video-visit-clinician/video-visit-clinician.define.js');

/** Limits are what is sent, compressed with brotli. */
export default [
  { name: '<video-visit>, at once', path: patient.atOnce, limit: '25 kB' },
  { name: '<video-visit> with camera and microphone', path: patient.withElement('visit-check'), limit: '33.5 kB' },
  { name: '<video-visit> with the waiting room', path: patient.withElement('visit-waiting-room'), limit: '36.5 kB' },
  { name: '<video-visit> with the stage', path: patient.withElement('visit-stage'), limit: '41.5 kB' },
  { name: '<video-visit-clinician>, first view', path: clinician.atOnce, limit: '25 kB' },
  {
    name: '<video-visit-clinician> with the day list',
    path: clinician.withElement('visit-day-list'),
    limit: '34.5 kB',
  },
  { name: "the gateway's library, when first needed", path: patient.gatewayLibrary, limit: '13 kB' },
  { name: 'everything in one file', path: 'dist/video-visit.bundle.js', limit: '190 kB' },
];
