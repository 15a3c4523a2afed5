import { readFileSync } from 'node:fs';

const wanted = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines.node;

if (!satisfies(process.versions.node, wanted)) {
  console.error(`Errand needs Node.js ${wanted}; this is ${process.versions.node}: https://nodejs.org/en/download`);
  process.exit(1);
}

/**
 * @param {string} version
 * @param {string} range alternatives of the forms `^1.2.3` and `>=1.2.3`, joined by ` || `
 * @returns {boolean}
 */
export function satisfies(version, range) {
  const is = parts(version);
  return range.split('||').some((alternative) => {
    const least = parts(alternative);
    return compare(is, least) >= 0 && (alternative.includes('>=') || is[0] === least[0]);
  });
}

function parts(text) {
  return (text.match(/\d+/g) || []).slice(0, 3).map(Number);
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
