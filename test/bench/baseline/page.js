/* global document, location, MediaStream */
/**
 * The comparison: a page that joins a VideoRoom as janus.js's own documentation and demos show it (`videoroomtest.js` of
 * the same version): init, session, attach, join as publisher, offer with the camera; and for whoever is in `publishers` a
 * second handle that joins as subscriber, answers and starts. All code is loaded before the click. It is spared what costs
 * an ordinary page more: no STUN server is asked, and the room and its tokens are there.
 */
import Janus from 'janus-gateway';
import adapter from 'webrtc-adapter';

const address = new URLSearchParams(location.search);
const server = address.get('gateway');
const room = address.get('room');
const token = address.get('token');
const me = address.get('id');

const remoteVideo = document.getElementById('remote');
const remote = new MediaStream();
const fail = (error) => console.error(`baseline: ${error}`);

document.getElementById('join').addEventListener('click', () => {
  Janus.init({ debug: false, dependencies: Janus.useDefaultDependencies({ adapter }), callback: start });
});

function start() {
  const janus = new Janus({ server, token, iceServers: [], success: () => joinRoom(janus), error: fail });
}

function joinRoom(janus) {
  let privateId;
  let handle;
  janus.attach({
    plugin: 'janus.plugin.videoroom',
    success: (attached) => {
      handle = attached;
      handle.send({ message: { request: 'join', room, ptype: 'publisher', id: me, display: me } });
    },
    error: fail,
    onmessage: (message, jsep) => {
      if (message.videoroom === 'joined') {
        privateId = message.private_id;
        publish(handle);
      }
      for (const publisher of message.publishers ?? []) subscribe(janus, publisher, privateId);
      if (jsep) handle.handleRemoteJsep({ jsep });
    },
    onlocaltrack: (track, on) => {
      if (on && track.kind === 'video') document.getElementById('local').srcObject = new MediaStream([track]);
    },
  });
}

function publish(handle) {
  handle.createOffer({
    tracks: [
      { type: 'audio', capture: true, recv: false },
      { type: 'video', capture: true, recv: false },
    ],
    success: (jsep) => handle.send({ message: { request: 'configure', audio: true, video: true }, jsep }),
    error: fail,
  });
}

function subscribe(janus, { id, streams }, privateId) {
  let handle;
  janus.attach({
    plugin: 'janus.plugin.videoroom',
    success: (attached) => {
      handle = attached;
      const wanted = streams.map(({ mid }) => ({ feed: id, mid }));
      handle.send({ message: { request: 'join', room, ptype: 'subscriber', streams: wanted, private_id: privateId } });
    },
    error: fail,
    onmessage: (_message, jsep) => {
      if (!jsep) return;
      handle.createAnswer({
        jsep,
        success: (answer) => handle.send({ message: { request: 'start', room }, jsep: answer }),
        error: fail,
      });
    },
    onremotetrack: (track, _mid, on) => {
      if (!on || remote.getTracks().includes(track)) return;
      remote.addTrack(track);
      if (remoteVideo.srcObject !== remote) remoteVideo.srcObject = remote;
    },
  });
}
