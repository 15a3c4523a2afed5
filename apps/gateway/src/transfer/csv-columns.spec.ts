import { splitLabels, withLabels } from './csv-columns.js';

describe('a content with labels behind it', () => {
  it.each<[string, string[]]>([
    ['Water', []],
    ['Water', ['home', 'garden']],
    ['Mail to ada@example.org', ['work']],
    ['Meet @ noon', []],
    ['Tell @bob', []],
    ['@bob knows', ['x']],
  ])('is the same after it was written and read: %j %j', (content, labels) => {
    expect(splitLabels(withLabels(content, labels))).toEqual({ content, labels });
  });

  it('has labels at its end only', () => {
    expect(splitLabels('Tell @bob today @home @home')).toEqual({ content: 'Tell @bob today', labels: ['home'] });
  });

  it('is a content where there is nothing else', () => {
    expect(splitLabels('@home')).toEqual({ content: '@home', labels: [] });
  });

  it('has an underscore for what a label cannot have in it', () => {
    expect(withLabels('A', ['two words', 'a@b'])).toBe('A @two_words @a_b');
  });
});
