import { executeServerCommand } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { GatewayCredentials } from '../../src/contract/index.ts';
import { WHOLE_PICTURE, type GatewayLink } from '../../src/core/gateway/gateway.ts';
import { JanusGateway } from '../../src/core/gateway/janus-gateway.ts';
import { condition, gatewayContract } from './gateway-contract.ts';
import type { GatewayFaults, GatewayWorld } from './gateway-world.ts';
import type { WorldRequest } from './janus-world-server.ts';
import { movingPicture } from './moving-picture.ts';
import { quickClock } from './quick-clock.ts';

const ask = <T>(request: WorldRequest): Promise<T> => executeServerCommand('gateway-world', request) as Promise<T>;

async function makeWorld(): Promise<GatewayWorld> {
  const world = await ask<number>({ op: 'open' });
  const fault = (name: keyof GatewayFaults) => (argument?: string) =>
    ask<void>({ op: 'fault', world, fault: name, ...(argument === undefined ? {} : { argument }) });
  return {
    gateway: new JanusGateway({ clock: quickClock }),
    faults: {
      answerBeforeAck: fault('answerBeforeAck'),
      swallowAnswerTo: fault('swallowAnswerTo'),
      revoke: fault('revoke'),
      kick: fault('kick'),
      destroyRoom: fault('destroyRoom'),
      forgetSessions: fault('forgetSessions'),
      cutSockets: fault('cutSockets'),
      freezeSockets: fault('freezeSockets'),
      closeFrozenSockets: fault('closeFrozenSockets'),
    },
    credentials: (member, { tokenSeconds = 600 } = {}) => {
      const asked = { join: 0, renew: 0 };
      return {
        asked,
        source: (purpose) => {
          asked[purpose]++;
          return ask<GatewayCredentials>({ op: 'credentials', world, member, tokenSeconds, purpose });
        },
      };
    },
    close: () => ask<void>({ op: 'close', world }),
  };
}

gatewayContract('Janus', makeWorld);

describe('Janus: the small copy of a picture', () => {
  it('is received instead of the large one by who asks for it, and by nobody else', async () => {
    const world = await makeWorld();
    const picture = movingPicture(640, 360);
    const links = ['anna~1', 'kim~1', 'tolk~1'].map((member) =>
      world.gateway.connect({ credentials: world.credentials(member).source, group: true }),
    );
    const [anna, kim, tolk] = links as [GatewayLink, GatewayLink, GatewayLink];
    try {
      await anna.shape({
        active: true,
        maxBitrate: null,
        shrink: 1,
        keepsSize: false,
        small: { shrink: 4 },
        soundBitrate: null,
      });
      await anna.send({ audio: null, video: picture.track });
      await condition(
        async () => (await width(kim)) === 640 && (await width(tolk)) === 640,
        'the large picture',
        30_000,
      );
      await condition(async () => {
        kim.choosePicture('anna~1', 'small');
        return (await arriving(kim)) > 0 && (await width(kim)) === 160;
      }, 'the small picture');
      expect(await width(tolk)).to.equal(640);
      kim.choosePicture('anna~1', 'none');
      await condition(async () => (await arriving(kim)) === 0, 'no picture');
      await condition(async () => {
        kim.choosePicture('anna~1', 'large');
        return (await arriving(kim)) > 0 && (await width(kim)) === 640;
      }, 'the large picture again');
    } finally {
      picture.stop();
      await Promise.all(links.map((link) => link.close()));
      await world.close();
    }
  });
});

describe('Janus: what is sent', () => {
  it('begins anew with a whole picture when somebody waits for one, and takes less for the sound when it is told to', async () => {
    const world = await makeWorld();
    const picture = movingPicture(640, 360);
    const sound = tone();
    const links = ['anna~1', 'kim~1'].map((member) =>
      world.gateway.connect({ credentials: world.credentials(member).source }),
    );
    const [anna, kim] = links as [GatewayLink, GatewayLink];
    try {
      await anna.send({ audio: sound.track, video: picture.track });
      await condition(async () => (await arriving(kim)) > 0, 'the picture', 30_000);
      const before = Number((await sent(anna, 'video'))['keyFramesEncoded']);
      anna.renewPicture();
      await condition(
        async () => Number((await sent(anna, 'video'))['keyFramesEncoded']) > before,
        'another whole picture',
        5_000,
      );
      const usual = Number((await sent(anna, 'audio'))['targetBitrate']);
      await anna.shape({ ...WHOLE_PICTURE, active: false, soundBitrate: 20_000 });
      await condition(
        async () => Number((await sent(anna, 'audio'))['targetBitrate']) <= 20_000,
        `less than ${usual} bit/s of sound`,
      );
      await anna.shape(WHOLE_PICTURE);
      await condition(
        async () => Number((await sent(anna, 'audio'))['targetBitrate']) === usual,
        'as much sound as before',
      );
    } finally {
      picture.stop();
      sound.stop();
      await Promise.all(links.map((link) => link.close()));
      await world.close();
    }
  });
});

async function sent(link: GatewayLink, kind: 'audio' | 'video'): Promise<Record<string, unknown>> {
  const stats = (await link.stats()).flatMap((report) => [...(report.values() as Iterable<Record<string, unknown>>)]);
  return stats.find((entry) => entry['type'] === 'outbound-rtp' && entry['kind'] === kind) ?? {};
}

/** A sound that is no silence. */
function tone(): { track: MediaStreamTrack; stop(): void } {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const oscillator = context.createOscillator();
  oscillator.connect(out);
  oscillator.start();
  const track = out.stream.getAudioTracks()[0] as MediaStreamTrack;
  return {
    track,
    stop: () => {
      track.stop();
      void context.close();
    },
  };
}

async function received(link: GatewayLink): Promise<{ frameWidth: number; framesDecoded: number }> {
  const stats = (await link.stats()).flatMap((report) => [...(report.values() as Iterable<Record<string, unknown>>)]);
  const video = stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
  return { frameWidth: Number(video?.['frameWidth'] ?? 0), framesDecoded: Number(video?.['framesDecoded'] ?? 0) };
}

const width = async (link: GatewayLink): Promise<number> => (await received(link)).frameWidth;

/** Frames within a second. */
async function arriving(link: GatewayLink): Promise<number> {
  const { framesDecoded } = await received(link);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return (await received(link)).framesDecoded - framesDecoded;
}
