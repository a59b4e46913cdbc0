import type { Measure } from './measure.ts';
import type { Machine, Results } from './results.ts';

const introduction = `# Performance

How long things take, measured with the real gateway and real browsers by \`npm run bench\`, on an emulated network; what
concerns one page alone, in a browser alone. This page is written by it, and every single run is in \`bench-results.json\`.
What each line is stands below the table, under its measure.

Gateway and visit service are on the far side of a link; each browser is on a near side of its own, and each near side has its
own link, 200 ms there and back where a line says nothing else. The host's pages, their code and the host's back end answer
without that delay, so that only what the package itself asks for is counted. A time begins with the click or the fault itself
and ends when a frame of the other reaches the screen (\`requestVideoFrameCallback\` of the \`<video>\` that people look at), or
when the other's sound is played. Medians; in brackets the best and the worst run.

The baseline is a page that joins a room as janus.js documents it (\`test/bench/baseline/page.js\`): init, session, attach,
join, offer; and a subscription to whoever publishes. It starts at the click, its code is loaded, the room is there, and the
other side already publishes, which is the kindest case for it.
`;

/** docs/performance.md */
export function performancePage(results: Results, measures: readonly Measure[]): string {
  const lines = measures.flatMap((measure) => {
    const result = results[measure.name];
    return measure.rows.map((row) => {
      const verdict = result ? row.judge(result.runs.map(({ values }) => values)) : null;
      const met = verdict
        ? { true: 'yes', false: '**no**', null: '–' }[String(verdict.met) as 'true' | 'false' | 'null']
        : '–';
      const floor = verdict?.met === false ? (row.floor ?? 'not known yet') : '';
      return `| \`${measure.name}\` | ${row.says} | ${row.bar ?? 'reported'} | ${verdict?.measured ?? 'not measured yet'} | ${met} | ${floor} |`;
    });
  });
  const head = ['| Measure | What | Bar | Measured | Met | The floor, and why |', '|---|---|---|---|---|---|'];
  const table = [...head, ...lines].join('\n');
  const about = measures.map(({ name, about }) => `- \`${name}\`: ${about}`).join('\n');
  return `${introduction}\n${table}\n\n## What is measured\n\n${about}\n\n${failures(results)}${conditions(results)}`;
}

/** Runs that did not get to their end are told, not left out. */
function failures(results: Results): string {
  const lines = Object.entries(results).flatMap(([name, { runs }]) =>
    runs.flatMap(({ error }, index) => (error ? [`- ${name}, run ${index + 1}: ${error.split('\n')[0]}`] : [])),
  );
  return lines.length > 0 ? `## Runs that failed\n\n${lines.join('\n')}\n\n` : '';
}

function conditions(results: Results): string {
  const rows = Object.entries(results).map(
    ([name, { before, after, runs }]) =>
      `| ${name} | ${runs.length} | ${before.at.slice(0, 16).replace('T', ' ')} UTC | ${before.load.join(' ')} | ${after.load.join(' ')} | ${versions(after)} |`,
  );
  const machine = Object.values(results).at(-1)?.after;
  const about = machine
    ? `${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, Linux ${machine.kernel}.`
    : '';
  return `## Where it was measured

${about} Browsers, gateway, service and the emulated link share the machine.

| Measure | Runs | When | Load before (1, 5, 15 min) | Load after | Versions |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

const versions = ({ versions: { node, chromium, janus, commit } }: Machine): string =>
  `Chromium ${chromium}, Janus ${janus}, Node ${node}, commit ${commit}`;
