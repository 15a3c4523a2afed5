import { contentDisposition } from './content-disposition.js';

describe('the Content-Disposition of a file', () => {
  it('carries a plain name as it is', () => {
    expect(contentDisposition('inline', 'cat.png')).toBe(`inline; filename="cat.png"; filename*=UTF-8''cat.png`);
  });

  it('carries any other name encoded, with a likeness in ASCII', () => {
    expect(contentDisposition('attachment', 'Größe (1) – 写🏖.txt')).toBe(
      `attachment; filename="Gr__e (1) _ __.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29%20%E2%80%93%20%E5%86%99%F0%9F%8F%96.txt`,
    );
  });

  it('lets no name break out of its quotes', () => {
    expect(contentDisposition('attachment', 'a"; filename="b.exe\\%41')).toBe(
      `attachment; filename="a_; filename=_b.exe__41"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe%5C%2541`,
    );
  });
});
