/** How loud a track is, by Web Audio. Nothing is played and nothing kept. */
export class AudioLevel {
  readonly #context = new AudioContext();
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(track: MediaStreamTrack) {
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
  }

  /** Effective level of the last 20 ms or so, 0…1: −60 dBFS and below is 0, full scale is 1. */
  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    const decibels = 10 * Math.log10(power + 1e-12);
    return Math.min(1, Math.max(0, (decibels + 60) / 60));
  }

  close(): void {
    this.#source.disconnect();
    void this.#context.close();
  }
}
