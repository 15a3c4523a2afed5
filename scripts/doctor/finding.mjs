/**
 * What was looked at, how it is, and what to do about it.
 *
 * @typedef {{ what: string, state: 'ok' | 'warning' | 'problem', found: string, todo?: string }} Finding
 */

/** @param {string} what @param {string} found @returns {Finding} */
export const fine = (what, found) => ({ what, state: 'ok', found });

/** @param {string} what @param {string} found @param {string} todo @returns {Finding} */
export const warning = (what, found, todo) => ({ what, state: 'warning', found, todo });

/** @param {string} what @param {string} found @param {string} todo @returns {Finding} */
export const problem = (what, found, todo) => ({ what, state: 'problem', found, todo });

/** Whether a version, such as `10.11.6-MariaDB`, is at least another. @param {string} version @param {string} least */
export function isAtLeast(version, least) {
  const numbers = (text) => (text.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  const [is, wanted] = [numbers(version), numbers(least)];
  const at = wanted.findIndex((part, index) => part !== (is[index] ?? 0));
  return at < 0 || (is[at] ?? 0) > wanted[at];
}

/** Milliseconds that clocks may differ: signed addresses and tokens live for minutes, reminders are due to the second. */
const tolerance = 2000;

/**
 * How the clock of another machine compares to this one's.
 *
 * @param {string} what
 * @param {number} theirs milliseconds since the epoch
 * @param {number} asked when they were asked, by the clock of this machine
 * @param {number} answered
 * @param {number} [precision] milliseconds that their answer may be off
 * @returns {Finding}
 */
export function clock(what, theirs, asked, answered, precision = 0) {
  const off = theirs < asked - precision ? theirs + precision - asked : theirs > answered ? theirs - answered : 0;
  if (Math.abs(off) <= tolerance) return fine(`${what} clock`, 'as here');
  return problem(`${what} clock`, `${(off / 1000).toFixed(1)} s off`, 'Let all machines take the time from NTP.');
}
