import type { CurrentUser } from '../../api/types';

/** Two notes, a fourth apart: in hertz, and when each begins, in seconds. */
const notes = [
  [587.33, 0],
  [783.99, 0.09],
] as const;
const NOTE_S = 0.22;
const LOUDEST = 0.08;

let context: AudioContext | undefined;

/** Sounds that something is done, where the person wants that on a device of this kind. */
export function soundCompleted(user: CurrentUser | undefined): void {
  const isPhone = window.matchMedia('(pointer: coarse)').matches;
  if (!(isPhone ? user?.completed_sound_mobile : user?.completed_sound_desktop)) return;
  context ??= new AudioContext();
  void context.resume();
  for (const [frequency, wait] of notes) {
    const [tone, volume] = [new OscillatorNode(context, { frequency }), new GainNode(context, { gain: LOUDEST })];
    const begin = context.currentTime + wait;
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + NOTE_S);
    tone.connect(volume).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + NOTE_S);
  }
}
