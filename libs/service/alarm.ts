/**
 * Goes off once, at the first of the times that it was set to. Many things that each have a time, and mostly are over
 * before it, share one: a timer for each would be made and cleared for nothing. It keeps no process alive.
 */
export class Alarm {
  private timer?: NodeJS.Timeout;
  private time = Infinity;

  constructor(private readonly ring: () => void) {}

  /** `time` in ms since the epoch. Whoever waits for a later time than it goes off at sets it once more then. */
  set(time: number): void {
    if (time >= this.time) return;
    clearTimeout(this.timer);
    this.time = time;
    this.timer = setTimeout(this.goOff, Math.max(0, Math.ceil(time - Date.now()))).unref();
  }

  private readonly goOff = (): void => {
    this.time = Infinity;
    this.ring();
  };
}
