/** A statement in one line, with each part that is repeated there once: so it is the same however many rows it is about. */
export const shortened = (sql: string): string =>
  sql
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(`\w+`\.`\w+` AS `\w+`)(, `\w+`\.`\w+` AS `\w+`)+/g, '$1, …')
    .replace(/\?(, ?\?)+/g, '?, …')
    .replace(/(\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\))(, ?\1)+/g, '$1, …')
    .replace(/(WHEN \? THEN \?)( \1)+/g, '$1 …')
    .replace(/(SELECT .+?)( UNION ALL \1)+(?= |$|\))/g, '$1 UNION ALL …');
