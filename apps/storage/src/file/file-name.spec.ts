import { cleanFileName } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['holiday.png', 'holiday.png'],
    ['Überraschung – 写真 🏖️.jpeg', 'Überraschung – 写真 🏖️.jpeg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\notes.txt', 'notes.txt'],
    ['a\u0000b\r\n\u0007c.txt', 'abc.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['  padded.txt ', 'padded.txt'],
    ['.bashrc', '.bashrc'],
    ['e\u0301.txt', '\u00e9.txt'],
    ['broken \ud800.txt', 'broken \ufffd.txt'],
  ])('is the harmless last part of what the sender said: %j', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected);
  });

  it.each(['', '   ', '.', '..', 'folder/', '\u0000', '../..'])('is "file" when nothing is left: %j', (given) => {
    expect(cleanFileName(given)).toBe('file');
  });

  it('has at most 255 bytes, and keeps its extension', () => {
    const name = cleanFileName(`${'x'.repeat(300)}.jpeg`);
    expect(name).toHaveLength(255);
    expect(name).toMatch(/^x+\.jpeg$/);
  });

  it('is never cut inside of a character', () => {
    const name = cleanFileName('👩‍👩‍👧'.repeat(40));
    expect(name).toBe('👩‍👩‍👧'.repeat(14));
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });

  it('has no extension when its last part is too long to be one', () => {
    expect(Buffer.byteLength(cleanFileName(`a.${'y'.repeat(400)}`))).toBe(255);
  });
});
