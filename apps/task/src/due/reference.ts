/** Where and when something was written: what "tomorrow" and "at 9" mean. */
export interface Reference {
  now: Date;
  /** IANA name. */
  timezone: string;
}
