import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const image = 'video-visit-gateway';

/**
 * How to run the gateway in Docker, for a machine without `janus`: Debian's own package in a container of Debian.
 *
 * It shares the machine's network (a gateway needs its addresses), so this is for Linux.
 */
export async function dockerJanus(say: (line: string) => void): Promise<(directory: string) => readonly string[]> {
  say('There is no janus on this machine: it runs in Docker. Making its image, the first time takes a while …');
  const built = spawnSync(
    'docker',
    ['build', '--quiet', '--tag', image, '--file', join(import.meta.dirname, 'janus.Dockerfile'), import.meta.dirname],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (built.status !== 0)
    throw new Error(
      'neither janus nor Docker can run here. Install janus (Debian, Ubuntu: sudo apt-get install janus)',
    );
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  return (directory) => [
    'docker',
    'run',
    '--rm',
    '--init',
    '--network',
    'host',
    '--user',
    user,
    '--volume',
    `${directory}:${directory}`,
    image,
    'janus',
  ];
}
