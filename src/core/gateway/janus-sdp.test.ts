import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { letGatewayBegin, repairSound } from './janus-sdp.ts';

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n`;
const offer = (...sound: string[]) => ({
  type: 'offer' as const,
  sdp: lines(
    'v=0',
    'a=group:BUNDLE 0 1',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=setup:actpass',
    'a=rtpmap:111 opus/48000/2',
    ...sound,
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'a=setup:actpass',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack',
  ),
});

describe('session descriptions', () => {
  test('lost sound is asked for again: said once, of the sound only', () => {
    const asked = repairSound(offer('a=rtcp-fb:111 transport-cc').sdp);
    assert.equal(asked, offer('a=rtcp-fb:111 nack', 'a=rtcp-fb:111 transport-cc').sdp);
    assert.equal(repairSound(asked), asked);
  });

  test('without sound nothing is said', () => {
    const picture = {
      type: 'offer' as const,
      sdp: lines('v=0', 'm=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000'),
    };
    assert.equal(repairSound(picture.sdp), picture.sdp);
  });

  test('the gateway begins the handshake, for each m-line', () => {
    const { type, sdp } = letGatewayBegin(offer());
    assert.equal(type, 'offer');
    assert.equal(sdp.match(/a=setup:active/g)?.length, 2);
    assert.doesNotMatch(sdp, /actpass/);
  });
});
