import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { HandMadeLink, type OneSecond } from '../../testing/link-samples.ts';
import type { LinkSample } from './link-sample.ts';
import { allGood, beginQuality, judgeQuality, type QualityContext, type QualityState } from './quality.ts';

const calm: QualityContext = {
  link: 'ready',
  sends: { audio: true, video: true },
  deviceTrouble: false,
  expects: { audio: true, video: true },
  paused: { sending: false, receiving: false },
  remoteTrouble: false,
  visible: true,
};

describe('quality', () => {
  let link: HandMadeLink;
  let state: QualityState;
  let previous: LinkSample | null;
  let context: QualityContext;

  beforeEach(() => {
    link = new HandMadeLink();
    state = beginQuality();
    previous = null;
    context = calm;
  });

  /** So many seconds of a link on which each goes like this; both directions after each, as `sending receiving`. */
  function seconds(count: number, second: OneSecond = {}): string[] {
    return Array.from({ length: count }, () => {
      const sample = link.sample(second);
      state = judgeQuality(state, previous, sample, context);
      previous = sample;
      return said();
    });
  }
  const said = (): string => {
    const write = ({ signal, cause }: { signal: string; cause: string | null }): string =>
      cause === null ? signal : `${signal}/${cause}`;
    return `${write(state.quality.sending)} ${write(state.quality.receiving)}`;
  };
  const after = (count: number, second: OneSecond, more: Partial<QualityContext> = {}): string | undefined => {
    seconds(6);
    context = { ...calm, ...more };
    return seconds(count, second).at(-1);
  };

  test('a good link is good from the first second on, and one and the same object', () => {
    assert.deepEqual(new Set(seconds(60)), new Set(['good good']));
    assert.equal(state.quality, allGood);
  });

  describe('by cause', () => {
    const situations: [string, OneSecond, Partial<QualityContext>, string][] = [
      ['some of what is sent is lost', { sentLost: 0.06 }, {}, 'strained/loss good'],
      ['much of what is sent is lost', { sentLost: 0.3 }, {}, 'poor/loss good'],
      ['what is lost, the encoder calls bandwidth', { sentLost: 0.3, limitedBy: 'bandwidth' }, {}, 'poor/loss good'],
      [
        'the line is narrow for the picture',
        { limitedBy: 'bandwidth', available: 250_000 },
        {},
        'strained/bandwidth good',
      ],
      ['the line is very narrow', { limitedBy: 'bandwidth', available: 70_000 }, {}, 'poor/bandwidth good'],
      ['the room’s own limit is none', { limitedBy: 'bandwidth', available: 1_500_000 }, {}, 'good good'],
      ['a low estimate while nothing presses', { available: 100_000 }, {}, 'good good'],
      ['the processor holds the picture back', { limitedBy: 'cpu', framesSent: 20 }, {}, 'strained/cpu good'],
      ['the processor gives hardly any picture', { limitedBy: 'cpu', framesSent: 3 }, {}, 'poor/cpu good'],
      ['the gateway is far away', { roundTripMs: 600 }, {}, 'strained/delay strained/delay'],
      ['the gateway is very far away', { roundTripMs: 1_200 }, {}, 'poor/delay poor/delay'],
      ['sound is held back long', { heldMs: 500 }, {}, 'good poor/delay'],
      ['some of what is sent to us is lost', { receivedLost: 9 }, {}, 'good strained/loss'],
      ['much of what is sent to us is lost', { receivedLost: 60 }, {}, 'good poor/loss'],
      ['sound is made up', { concealed: 0.04 }, {}, 'good strained/loss'],
      ['much sound is made up', { concealed: 0.2 }, {}, 'good poor/loss'],
      ['loss behind a queue', { receivedLost: 60, roundTripMs: 300 }, {}, 'good poor/bandwidth'],
      ['a picture that stands still, from a good line', { frozen: 0.6 }, {}, 'good poor/remote'],
      ['few pictures, from a good line', { framesReceived: 9 }, {}, 'good strained/remote'],
      ['no picture, though it should come', { videoReceived: 0, framesReceived: 0 }, {}, 'good poor/remote'],
      [
        'their picture gives way to the sound',
        { videoReceived: 0, framesReceived: 0 },
        { paused: { sending: false, receiving: true }, expects: { audio: true, video: false } },
        'good poor/bandwidth',
      ],
      [
        'the own picture gives way',
        { videoSent: 0, framesSent: 0 },
        { paused: { sending: true, receiving: false } },
        'poor/bandwidth good',
      ],
      ['the own microphone gives nothing', { audioSent: 0 }, {}, 'poor/device good'],
      ['the own camera gives nothing', { videoSent: 0, framesSent: 0 }, {}, 'poor/device good'],
      ['a device has failed', {}, { deviceTrouble: true }, 'poor/device good'],
      ['their page has lost contact', { receivedLost: 60 }, { remoteTrouble: true }, 'good poor/remote'],
      ['they cannot be heard', { audioReceived: 0 }, {}, 'good lost/remote'],
      ['nothing comes, and the gateway answers', { audioReceived: 0, videoReceived: 0 }, {}, 'good lost/remote'],
      [
        'nothing comes from anywhere',
        { audioReceived: 0, videoReceived: 0, answered: false },
        {},
        'lost/loss lost/loss',
      ],
    ];
    for (const [name, second, more, expected] of situations)
      test(`${name}: ${expected}`, () => assert.equal(after(8, second, more), expected));
  });

  describe('what is no fault', () => {
    const situations: [string, OneSecond, Partial<QualityContext>][] = [
      ['a camera that is off', { videoReceived: 0, framesReceived: 0 }, { expects: { audio: true, video: false } }],
      [
        'a microphone that sends nothing while it is off, though its silence is “concealed”',
        { audioReceived: 0, concealed: 1 },
        { expects: { audio: false, video: true } },
      ],
      [
        'others who send nothing at all',
        { audioReceived: 0, videoReceived: 0, framesReceived: 0, concealed: 1 },
        { expects: { audio: false, video: false } },
      ],
      [
        'own devices that are off',
        { audioSent: 0, videoSent: 0, framesSent: 0 },
        { sends: { audio: false, video: false } },
      ],
      ['a hidden page that decodes no picture', { framesReceived: 0, frozen: 1 }, { visible: false }],
      [
        'what a browser does not tell',
        {
          sentLost: null,
          limitedBy: null,
          available: null,
          roundTripMs: null,
          answered: null,
          framesReceived: null,
          concealed: null,
          heldMs: null,
          frozen: null,
        },
        {},
      ],
    ];
    for (const [name, second, more] of situations)
      test(name, () => {
        seconds(6);
        context = { ...calm, ...more };
        assert.deepEqual(new Set(seconds(30, second)), new Set(['good good']));
      });

    test('a new connection, which counts from 0', () => {
      seconds(20);
      link.startAnew();
      assert.deepEqual(new Set(seconds(20)), new Set(['good good']));
    });

    test('a page that was frozen for a while', () => {
      seconds(10);
      seconds(1, { length: 60_000, framesReceived: 0, frozen: 1, audioReceived: 0, videoReceived: 0 });
      assert.deepEqual(new Set(seconds(10)), new Set(['good good']));
    });

    test('nobody from whom anything has come yet', () => {
      const nothing = { audioReceived: 0, videoReceived: 0, framesReceived: 0 };
      assert.deepEqual(new Set(seconds(10, nothing)), new Set(['good good']));
    });
  });

  describe('calmly', () => {
    const awful = { receivedLost: 100 };

    test('worse is told when it has lasted 2 s', () => {
      seconds(6);
      assert.deepEqual(seconds(2, awful), ['good good', 'good poor/loss']);
    });

    test('one bad second is not told', () => {
      seconds(6);
      seconds(1, { frozen: 1 });
      assert.deepEqual(new Set(seconds(10)), new Set(['good good']));
    });

    test('better is told when it has lasted 5 s', () => {
      seconds(6);
      seconds(10, { frozen: 0.6 });
      const told = seconds(6);
      assert.equal(told.indexOf('good good'), 4);
    });

    test('a trouble that comes and goes stays told', () => {
      seconds(6);
      seconds(4, { frozen: 0.6 });
      for (let round = 0; round < 5; round++) {
        assert.deepEqual(new Set(seconds(3)), new Set(['good poor/remote']));
        seconds(2, { frozen: 0.6 });
      }
    });

    test('another cause takes over when it has lasted 2 s', () => {
      seconds(6);
      seconds(4, { heldMs: 800 });
      assert.equal(said(), 'good poor/delay');
      const told = seconds(12, { frozen: 0.6 });
      assert.equal(told.at(-1), 'good poor/remote');
    });
  });

  describe('lost', () => {
    const nothing = { audioReceived: 0, videoReceived: 0, framesReceived: 0, answered: false };

    test('is told at once where the link is interrupted, and after 2 s where it seems well', () => {
      seconds(6);
      assert.deepEqual(seconds(2, nothing), ['good good', 'lost/loss lost/loss']);
      link = new HandMadeLink();
      [state, previous] = [beginQuality(), null];
      seconds(6);
      context = { ...calm, link: 'interrupted' };
      assert.deepEqual(seconds(1, nothing), ['lost/loss lost/loss']);
    });

    test('is not told where only the signalling is gone', () => {
      seconds(6);
      context = { ...calm, link: 'interrupted' };
      assert.deepEqual(new Set(seconds(10)), new Set(['good good']));
    });

    test('ends with the first seconds that can be heard', () => {
      seconds(6);
      seconds(10, nothing);
      assert.equal(seconds(1).at(-1), 'good good');
    });
  });

  describe('ring instead', () => {
    const nothing = { audioReceived: 0, videoReceived: 0, framesReceived: 0 };
    const offeredAfter = (second: OneSecond, more: Partial<QualityContext> = {}): number => {
      context = { ...calm, ...more };
      for (let count = 1; count <= 60; count++) {
        seconds(1, second);
        if (state.ringInstead) return count;
      }
      return Infinity;
    };

    test('is offered after 15 s in which nothing could be heard, and taken back with the first sound', () => {
      seconds(6);
      assert.equal(offeredAfter(nothing), 16);
      seconds(1);
      assert.equal(state.ringInstead, false);
    });

    test('is offered when the room is out of reach, and when nobody ever came', () => {
      assert.equal(offeredAfter({}, { link: 'connecting' }), 16);
      [state, previous] = [beginQuality(), null];
      assert.equal(offeredAfter(nothing), 17, 'the first sample has nothing to be compared with');
    });

    test('counts anew after each sound', () => {
      seconds(6);
      seconds(14, nothing);
      seconds(1);
      assert.equal(offeredAfter(nothing), 16);
    });

    test('is not offered to two who have their microphones off, nor for a poor line', () => {
      seconds(6);
      assert.equal(offeredAfter(nothing, { expects: { audio: false, video: false } }), Infinity);
      assert.equal(offeredAfter({ receivedLost: 60, sentLost: 0.3 }), Infinity);
    });
  });
});
