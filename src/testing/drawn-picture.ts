/** A moving picture of nobody. */
export interface DrawnPicture {
  readonly stream: MediaStream;
  /** Ends drawing and track. */
  close(): void;
}

/**
 * A drawn person in a room, 15 times a second, as a `MediaStream`: stands for a camera where there is none. In browsers
 * only. `hue` tells people apart; `portrait` is a phone held upright.
 */
export function drawPicture({ hue = 190, portrait = false }: { hue?: number; portrait?: boolean } = {}): DrawnPicture {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = portrait ? [480, 640] : [640, 480];
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const start = performance.now();
  const draw = (): void => drawPerson(context, hue, (performance.now() - start) / 1000);
  draw();
  const timer = setInterval(draw, 66);
  const stream = canvas.captureStream(15);
  return {
    stream,
    close() {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

function drawPerson(context: CanvasRenderingContext2D, hue: number, seconds: number): void {
  const { width, height } = context.canvas;
  const unit = Math.min(width, height);
  const sway = Math.sin(seconds * 1.1) * unit * 0.012;
  const x = width / 2 + sway;
  const y = height * 0.47;
  const light = context.createLinearGradient(0, 0, width, height);
  light.addColorStop(0, `hsl(${hue} 22% 84%)`);
  light.addColorStop(1, `hsl(${hue} 18% 66%)`);
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
  // A window and a shelf, so that it is a room.
  context.fillStyle = `hsl(${hue} 30% 93%)`;
  context.fillRect(width * 0.07, height * 0.1, width * 0.2, height * 0.34);
  context.fillStyle = `hsl(${hue} 16% 52%)`;
  context.fillRect(width * 0.74, height * 0.3, width * 0.26, height * 0.02);
  const ellipse = (color: string, cx: number, cy: number, rx: number, ry: number): void => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(cx, cy, rx, ry, 0, 0, Math.PI * 2);
    context.fill();
  };
  ellipse(`hsl(${hue} 34% 34%)`, x, height + unit * 0.06, unit * 0.4, unit * 0.36);
  ellipse('hsl(24 40% 66%)', x, y + unit * 0.2, unit * 0.075, unit * 0.14);
  ellipse('hsl(22 24% 26%)', x, y - unit * 0.035, unit * 0.19, unit * 0.22);
  ellipse('hsl(24 44% 72%)', x, y + unit * 0.01, unit * 0.15, unit * 0.19);
  const blink = seconds % 4 < 0.15 ? 0.15 : 1;
  for (const side of [-1, 1])
    ellipse('hsl(22 30% 22%)', x + side * unit * 0.055, y, unit * 0.014, unit * 0.014 * blink);
  context.strokeStyle = 'hsl(10 40% 42%)';
  context.lineWidth = unit * 0.011;
  context.lineCap = 'round';
  context.beginPath();
  context.arc(x, y + unit * 0.06, unit * 0.05, Math.PI * 0.15, Math.PI * 0.85);
  context.stroke();
}
