/** A track with a picture that changes 30 times a second, drawn here: no camera is needed. */
export function movingPicture(width = 320, height = 240): { track: MediaStreamTrack; stop: () => void } {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  let frame = 0;
  const timer = setInterval(() => {
    context.fillStyle = `hsl(${(frame * 7) % 360} 80% 50%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = 'white';
    context.fillRect((frame++ * 4) % canvas.width, 80, 40, 80);
  }, 33);
  const [track] = canvas.captureStream(30).getVideoTracks();
  if (!track) throw new Error('no track');
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}
