import { describe, expect, it } from '@jest/globals';
import { write } from './templates.js';

const url = 'http://127.0.0.1:8000/reset#a"b<c';

describe('a mail', () => {
  it('says the same as text and as HTML, its link in both', () => {
    const { subject, text, html } = write('reset', url);
    expect(subject).toBe('A new password for Errand');
    expect(text).toContain(`Choose a new password:\n${url}\n`);
    expect(html).toContain('href="http://127.0.0.1:8000/reset#a&quot;b&lt;c"');
    for (const words of ['Somebody asked for a new password', '30 minutes']) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
  });

  it('has no link where there is nothing to do', () => {
    const { text, html } = write('password_changed', url);
    expect(text + html).not.toContain('http');
  });
});
