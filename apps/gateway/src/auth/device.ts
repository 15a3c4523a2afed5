const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(e|ium)\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A device in words for its owner to recognise, from the `User-Agent` that it sends: `Firefox on Linux`, `curl/8.5.0`. */
export function deviceOf(userAgent: string | undefined): string {
  const text = userAgent ?? '';
  const nameIn = (names: [RegExp, string][]): string | undefined => names.find(([pattern]) => pattern.test(text))?.[1];
  const browser = text.startsWith('Mozilla/') ? nameIn(browsers) : undefined;
  const program = browser ?? /^[\x21-\x7e]{1,60}/.exec(text)?.[0] ?? 'Something';
  const system = browser && nameIn(systems);
  return system ? `${program} on ${system}` : program;
}
