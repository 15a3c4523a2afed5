/**
 * A table for people.
 *
 * @template T
 * @param {Record<string, (row: T) => unknown>} columns what each column shows of a row; nothing is shown as `-`
 * @param {T[]} rows
 * @returns {string}
 */
export function table(columns, rows) {
  const cells = [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))];
  const texts = cells.map((row) => row.map((cell) => printable(String(cell ?? '-'))));
  const widths = texts[0].map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  return texts
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * What comes from elsewhere should not be able to steer a terminal.
 *
 * @param {string} text
 * @returns {string}
 */
export const printable = (text) => text.replaceAll(/\p{Cc}/gu, ' ');
