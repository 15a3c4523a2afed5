import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../api/problem';
import { problemOfFile } from './problem-of-file';

describe('a file that was refused', () => {
  it.each([
    ['csv.malformed', 'line 3.TYPE', 'task or note', 'Not added: “line 3.TYPE” should be task or note.'],
    ['archive.malformed', 'file', 'a ZIP archive', 'This should be a ZIP archive.'],
    ['file.too_large', 'file', 'at most 10 bytes', 'The file is too large: at most 10 bytes.'],
  ])('says what was expected: %s at %s', (code, field, expected, said) => {
    expect(problemOfFile(new Problem(400, { code, field, expected }))).toBe(said);
  });

  it('says what the API says where no place is to blame', () => {
    expect(problemOfFile(new Problem(503, { detail: 'Busy.' }))).toBe('Busy.');
  });
});
