import { expect } from 'chai';
import type { SelfTestCredentials } from '../../src/contract/index.ts';
import { VisitError } from '../../src/core/errors.ts';
import type { EchoGateway, EchoLink } from '../../src/core/gateway/echo.ts';
import { noisePicture } from '../../src/core/self-test/noise-picture.ts';
import { condition } from './gateway-contract.ts';

/** A gateway for one test. */
export interface EchoWorld {
  readonly gateway: EchoGateway;
  credentials(options?: { valid?: boolean }): Promise<SelfTestCredentials>;
  /** The way to the gateway breaks, and nobody knows of the session any more. */
  breakOff(): Promise<void>;
  close(): Promise<void>;
}

/** What every adapter must hold. Runs against the fake and against Janus. */
export function echoContract(name: string, makeWorld: () => Promise<EchoWorld>): void {
  describe(`echo contract: ${name}`, () => {
    let world: EchoWorld;
    let picture: ReturnType<typeof noisePicture>;
    let link: EchoLink | null = null;
    const running = new AbortController();

    beforeEach(async () => {
      world = await makeWorld();
      picture = noisePicture();
    });
    afterEach(async () => {
      await link?.close();
      link = null;
      picture.close();
      await world.close();
    });

    const open = async (more: { credentials?: SelfTestCredentials; signal?: AbortSignal } = {}): Promise<EchoLink> =>
      world.gateway.openEcho({
        credentials: await world.credentials(),
        picture: picture.track,
        maxBitrate: 1_000_000,
        signal: running.signal,
        ...more,
      });

    it('what is sent comes back, and is counted with its path', async () => {
      const opened = await open();
      link = opened;
      await condition(async () => {
        const { sent, received, paths } = await opened.sample();
        return (
          (sent[0]?.bytes ?? 0) > 50_000 && (received[0]?.bytes ?? 0) > 50_000 && paths[0]?.roundTripMs !== undefined
        );
      }, 'a picture that comes back');
      const { paths } = await opened.sample();
      expect(paths[0]?.relayed).to.equal(false);
      expect(paths[0]?.transport).to.equal('udp');
    });

    it('carries what a visit needs, within a few seconds', async () => {
      const opened = await open();
      link = opened;
      await condition(
        async () => {
          const before = await opened.sample();
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          const after = await opened.sample();
          const bits = ((after.received[0]?.bytes ?? 0) - (before.received[0]?.bytes ?? 0)) * 8;
          return bits / (after.at - before.at) > 600;
        },
        '600 kbit/s',
        15_000,
      );
    });

    it('leaves the picture as it was, and closes twice', async () => {
      const opened = await open();
      await opened.close();
      await opened.close();
      expect(picture.track.readyState).to.equal('live');
    });

    it('refuses a token that is none', async () => {
      const error = await open({ credentials: await world.credentials({ valid: false }) }).catch((e: unknown) => e);
      expect(error).to.be.instanceOf(VisitError);
      expect((error as VisitError).code).to.equal('gateway-refused');
    });

    it('is given up at once', async () => {
      const stop = new AbortController();
      const opening = open({ signal: stop.signal }).catch((error: unknown) => error);
      stop.abort(new Error('over'));
      expect(await opening).to.equal(stop.signal.reason);
    });

    it('tells when it breaks off', async () => {
      link = await open();
      await world.breakOff();
      expect(['gateway-unreachable', 'media-failed']).to.include((await link.lost).code);
    });
  });
}
