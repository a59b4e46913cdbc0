import { systemClock } from '../../../src/core/clock.ts';
import { LocalMedia } from '../../../src/core/media/local-media.ts';
import { browserMedia, type MediaEnvironment } from '../../../src/core/media/media-environment.ts';
import { PictureProbe, SoundProbe } from '../../../src/core/media/source-probe.ts';
import type { SourceProbe, SourceReading } from '../../../src/core/media/source-watch.ts';
import { eventually } from '../../../src/testing/eventually.ts';
import { afterEach, assert, describe, it, pause } from '../harness.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A camera that shows what `draw` draws, 20 times a second, until `stop`. */
function camera(draw: (context: CanvasRenderingContext2D) => void): { track: MediaStreamTrack; stop: () => void } {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d')!;
  const paint = (): void => draw(context);
  paint();
  const timer = setInterval(paint, 50);
  const [track] = canvas.captureStream().getVideoTracks() as [MediaStreamTrack];
  const stop = (): void => clearInterval(timer);
  ends.push(stop, () => track.stop());
  return { track, stop };
}

const black = (context: CanvasRenderingContext2D): void => {
  context.fillStyle = '#000';
  context.fillRect(0, 0, 320, 180);
};

/** The noise of a sensor in the dark. */
const dark = (context: CanvasRenderingContext2D): void => {
  const image = context.createImageData(320, 180);
  for (let place = 0; place < image.data.length; place += 4) {
    image.data.fill(Math.random() * 8, place, place + 3);
    image.data[place + 3] = 255;
  }
  context.putImageData(image, 0, 0);
};

/** A microphone that hears noise of this amplitude; 0: nothing is connected to it. */
function microphone(amplitude: number): MediaStreamTrack {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  if (amplitude > 0) {
    const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
    buffer.getChannelData(0).forEach((_, place, samples) => (samples[place] = (Math.random() - 0.5) * amplitude));
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    source.connect(destination);
    source.start();
  }
  const [track] = destination.stream.getAudioTracks() as [MediaStreamTrack];
  ends.push(
    () => track.stop(),
    () => void context.close(),
  );
  return track;
}

/** Every track's frames remain uncounted, until the end of the test. */
function countNoFrames(): void {
  const { prototype } = HTMLVideoElement;
  const known = Object.getOwnPropertyDescriptor(prototype, 'getVideoPlaybackQuality')!;
  Object.defineProperty(prototype, 'getVideoPlaybackQuality', { ...known, value: () => ({ totalVideoFrames: 0 }) });
  ends.push(() => Object.defineProperty(prototype, 'getVideoPlaybackQuality', known));
}

const readings = async (probe: SourceProbe): Promise<SourceReading[]> => {
  ends.push(() => probe.close());
  await eventually(() => probe.read() !== null, 'a reading');
  // The first may still be of the time before anything came.
  await pause(400);
  const read: SourceReading[] = [];
  for (let time = 0; time < 4; time++) {
    read.push(probe.read());
    await pause(250);
  }
  return read;
};

describe('looking and listening whether a device gives anything', () => {
  it('digital silence is told from a quiet room', async () => {
    assert.deepEqual(await readings(new SoundProbe(microphone(0))), ['silent', 'silent', 'silent', 'silent']);
    assert.deepEqual(await readings(new SoundProbe(microphone(1e-5))), ['alive', 'alive', 'alive', 'alive']);
  });

  it('black is told from a dark room', async () => {
    assert.deepEqual(await readings(new PictureProbe(camera(black).track)), ['black', 'black', 'black', 'black']);
    assert.deepEqual(await readings(new PictureProbe(camera(dark).track)), ['alive', 'alive', 'alive', 'alive']);
  });

  for (const [browser, prepare] of [
    ['that counts frames', () => {}],
    ['that counts none of a track, as Firefox', countNoFrames],
  ] as const) {
    it(`a picture that stands still is told, in a browser ${browser}`, async () => {
      prepare();
      const { track, stop } = camera(dark);
      const probe = new PictureProbe(track);
      assert.deepEqual(await readings(probe), ['alive', 'alive', 'alive', 'alive']);
      stop();
      await pause(400);
      probe.read();
      await pause(400);
      assert.equal(probe.read(), 'frozen');
    });
  }

  it('where frames are neither counted nor told of, a picture is not taken for still', async () => {
    countNoFrames();
    const { track } = camera(dark);
    const probe = new PictureProbe(track);
    ends.push(() => probe.close());
    const name = 'requestVideoFrameCallback';
    const { prototype } = HTMLVideoElement;
    const known = Object.getOwnPropertyDescriptor(prototype, name)!;
    Reflect.deleteProperty(prototype, name);
    ends.push(() => Object.defineProperty(prototype, name, known));
    for (let time = 0; time < 4; time++) {
      assert.isNull(probe.read());
      await pause(250);
    }
  });

  it('a page that is hidden tells nothing', async () => {
    const probes = [new PictureProbe(camera(black).track), new SoundProbe(microphone(0))];
    for (const probe of probes) assert.notInclude(await readings(probe), null);
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    ends.push(() => Reflect.deleteProperty(document, 'visibilityState'));
    assert.deepEqual(
      probes.map((probe) => probe.read()),
      [null, null],
    );
  });

  it('before the person has done anything on the page nobody listens', () => {
    assert.isFalse(navigator.userActivation.hasBeenActive);
    assert.isNull(browserMedia().probe(microphone(0)));
  });
});

describe('a device that gives nothing, in a real browser (N05)', () => {
  /** A browser whose camera and microphone are these; both named, so that they can be taken anew. */
  function browserWith(make: { video: () => MediaStreamTrack; audio: () => MediaStreamTrack }): {
    environment: MediaEnvironment;
    asked: number[];
  } {
    const asked: number[] = [];
    const named = (track: MediaStreamTrack): MediaStreamTrack =>
      Object.assign(track, { getSettings: () => ({ deviceId: `the-${track.kind}` }) });
    const info = (kind: 'videoinput' | 'audioinput', deviceId: string): MediaDeviceInfo => ({
      kind,
      deviceId,
      label: deviceId,
      groupId: '',
      toJSON: () => ({}),
    });
    return {
      asked,
      environment: {
        ...browserMedia(),
        memory: { recall: () => null, remember: () => {}, releasedSince: () => null, keepReleased: () => {} },
        probe: (track) => (track.kind === 'video' ? new PictureProbe(track) : new SoundProbe(track)),
        devices: {
          enumerateDevices: async () => [info('videoinput', 'the-video'), info('audioinput', 'the-audio')],
          getUserMedia: async (wanted) => {
            asked.push(performance.now());
            return new MediaStream([
              ...(wanted?.video ? [named(make.video())] : []),
              ...(wanted?.audio ? [named(make.audio())] : []),
            ]);
          },
        },
      },
    };
  }

  async function opened(make: Parameters<typeof browserWith>[0]) {
    const { environment, asked } = browserWith(make);
    const media = new LocalMedia(environment, systemClock);
    ends.push(() => media.close());
    media.attend({}, true);
    await media.open();
    return { media, asked, gap: () => (asked[1] ?? NaN) - (asked[0] ?? NaN) };
  }

  it('a silent microphone is taken anew within 3 s', async () => {
    const { asked, gap } = await opened({ video: () => camera(dark).track, audio: () => microphone(0) });
    await eventually(() => asked.length > 1, 'taken anew');
    assert.isBelow(gap(), 3_000);
  });

  it('a black camera is taken anew within 3 s', async () => {
    const { asked, gap } = await opened({ video: () => camera(black).track, audio: () => microphone(1e-5) });
    await eventually(() => asked.length > 1, 'taken anew');
    assert.isBelow(gap(), 3_000);
  });

  it('a camera that stops is taken anew within 3 s, and left alone when that helps', async () => {
    const first = camera(dark);
    const made = [first.track];
    const { asked, media } = await opened({
      video: () => made.pop() ?? camera(dark).track,
      audio: () => microphone(1e-5),
    });
    await pause(600);
    const stopped = performance.now();
    first.stop();
    await eventually(() => asked.length > 1, 'taken anew');
    assert.isBelow((asked[1] ?? NaN) - stopped, 3_000);
    assert.isNull(media.store.get().notice);
  });

  it('a quiet room in the dark, and the browser’s own devices, are left alone', async () => {
    const quiet = await opened({ video: () => camera(dark).track, audio: () => microphone(1e-5) });
    const { video, audio } = await tracksOfBrowser();
    const own = await opened({ video: () => video, audio: () => audio });
    await pause(3_500);
    assert.deepEqual([quiet.asked.length, own.asked.length], [1, 1]);
  });
});

async function tracksOfBrowser(): Promise<{ video: MediaStreamTrack; audio: MediaStreamTrack }> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  const [video] = stream.getVideoTracks() as [MediaStreamTrack];
  const [audio] = stream.getAudioTracks() as [MediaStreamTrack];
  return { video, audio };
}
