const SECONDS_PER_WORD = 60 / 150;
const TURN_GAP_SECONDS = 0.6;
const SAMPLE_RATE = 8000;
const HEADER_BYTES = 44;
const MAXIMUM_SECONDS = 600;

export interface TimedWord {
  word: string;
  start: number;
  end: number;
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** Keeps time as if everything were spoken, at 150 words a minute with a breath between turns. */
export class SpeechClock {
  #seconds = 0;

  get milliseconds(): number {
    return Math.round(this.#seconds * 1000);
  }

  /** @returns the words of a turn with their seconds from the start of the audio. */
  speak(text: string): TimedWord[] {
    const words = text.split(/\s+/).filter((word) => word !== "");
    if (words.length === 0) return [];
    this.#seconds += TURN_GAP_SECONDS;
    return words.map((word) => {
      const start = this.#seconds;
      this.#seconds += SECONDS_PER_WORD;
      return { word, start: round(start), end: round(start + SECONDS_PER_WORD * 0.85) };
    });
  }
}

export interface SpokenSpan {
  start: number;
  end: number;
  hertz: number;
}

/**
 * A recording as a WAV file (16 bit, mono, 8 kHz): a soft murmur where somebody speaks and silence between.
 * @param seconds its length; at most ten minutes are made.
 */
export function murmur(spans: readonly SpokenSpan[], seconds: number): Uint8Array {
  const samples = Math.max(1, Math.round(Math.min(seconds, MAXIMUM_SECONDS) * SAMPLE_RATE));
  const file = Buffer.alloc(HEADER_BYTES + samples * 2);
  file.write("RIFF", 0, "ascii");
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8, "ascii");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "ascii");
  file.writeUInt32LE(samples * 2, 40);
  for (const span of spans) {
    const first = Math.round(span.start * SAMPLE_RATE);
    const last = Math.min(samples, Math.round(span.end * SAMPLE_RATE));
    for (let index = first; index < last; index += 1) {
      const swell = Math.sin((Math.PI * (index - first)) / (last - first));
      const angle = (2 * Math.PI * span.hertz * index) / SAMPLE_RATE;
      const wave = Math.sin(angle) + 0.5 * Math.sin(2 * angle) + 0.25 * Math.sin(3 * angle);
      file.writeInt16LE(Math.round(5000 * swell * wave), HEADER_BYTES + index * 2);
    }
  }
  return file;
}
