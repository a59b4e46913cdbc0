import './visit-picture.define.ts';
import { assert, assertAccessible, describe, it, mount, pause, settled } from '../../../test/components/harness.ts';
import { drawPicture } from '../../testing/drawn-picture.ts';

describe('visit-picture', () => {
  const make = (stream: MediaStream | null = null) => {
    const element = document.createElement('visit-picture');
    element.stream = stream;
    element.label = 'Picture of Anna Berg';
    return mount(element, { width: 320 });
  };
  const video = (element: Element) => element.shadowRoot?.querySelector('video') as HTMLVideoElement;

  it('plays the stream and tells of frames', async () => {
    const picture = drawPicture();
    const element = make(picture.stream);
    let frames = 0;
    element.onFrame = () => frames++;
    await settled(element);
    await pause(500);
    assert.isFalse(video(element).paused);
    assert.isAbove(frames, 1);
    await assertAccessible(element);
    picture.close();
  });

  it('shows the last picture until another stream has one of its own', async () => {
    const picture = drawPicture();
    const element = make(picture.stream);
    await settled(element);
    await pause(400);
    const canvas = element.shadowRoot?.querySelector('canvas') as HTMLCanvasElement;
    assert.isTrue(canvas.hidden);
    const never = new RTCPeerConnection();
    element.stream = new MediaStream([never.addTransceiver('video').receiver.track]);
    await settled(element);
    assert.isFalse(canvas.hidden);
    const middle = canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [];
    assert.equal(middle[3], 255, 'there is a picture on it');
    await assertAccessible(element);
    const next = drawPicture();
    element.stream = next.stream;
    await settled(element);
    await pause(400);
    assert.isTrue(canvas.hidden);
    for (const { close } of [picture, next]) close();
    never.close();
  });

  it('plays on, picture and sound, while its looks change', async () => {
    const sound = new AudioContext();
    const picture = drawPicture();
    const tone = sound.createMediaStreamDestination().stream.getAudioTracks()[0] as MediaStreamTrack;
    const element = make(new MediaStream([...picture.stream.getTracks(), tone]));
    await settled(element);
    await pause(300);
    const audio = element.shadowRoot?.querySelector('audio') as HTMLAudioElement;
    const players = [video(element), audio];
    const stopped: Event[] = [];
    for (const player of players)
      for (const type of ['pause', 'emptied']) player.addEventListener(type, (event) => stopped.push(event));
    element.dimmed = true;
    element.label = 'Picture of Anna Berg, who has lost contact';
    await settled(element);
    await pause(100);
    assert.deepEqual(
      players.map(({ paused }) => paused),
      [false, false],
    );
    assert.lengthOf(stopped, 0);
    picture.close();
    await sound.close();
  });

  it('plays on after a move, and watches no frames while it is out', async () => {
    const picture = drawPicture();
    const element = make(picture.stream);
    let frames = 0;
    element.onFrame = () => frames++;
    await settled(element);
    const home = element.parentElement as HTMLElement;
    element.remove();
    await pause(100);
    const before = frames;
    await pause(200);
    assert.equal(frames, before);
    home.append(element);
    await pause(400);
    assert.isFalse(video(element).paused);
    assert.isAbove(frames, before);
    picture.close();
  });

  it('shows the picture and says so where the browser refuses sound', async () => {
    const element = make();
    await settled(element);
    const sound = new AudioContext();
    const track = sound.createMediaStreamDestination().stream.getAudioTracks()[0] as MediaStreamTrack;
    const picture = drawPicture();
    const told: string[] = [];
    for (const type of ['picture-blocked', 'picture-playing']) element.addEventListener(type, () => told.push(type));
    const audio = element.shadowRoot?.querySelector('audio') as HTMLAudioElement;
    const play = audio.play.bind(audio);
    audio.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    element.stream = new MediaStream([...picture.stream.getTracks(), track]);
    await settled(element);
    await element.play();
    assert.deepEqual([...new Set(told)], ['picture-blocked']);
    assert.isFalse(video(element).paused);
    audio.play = play;
    told.length = 0;
    await element.play();
    assert.deepEqual(told, ['picture-playing']);
    assert.isFalse(audio.paused);
    picture.close();
    track.stop();
    await sound.close();
  });

  it('plays sound without waiting for a picture', async () => {
    const sound = new AudioContext();
    const destination = sound.createMediaStreamDestination();
    const never = new RTCPeerConnection();
    const noFrames = never.addTransceiver('video').receiver.track;
    const element = make(new MediaStream([...destination.stream.getAudioTracks(), noFrames]));
    await settled(element);
    await element.play();
    assert.isFalse(element.shadowRoot?.querySelector('audio')?.paused);
    never.close();
    await sound.close();
  });
});
