import { fileIdOf } from './file-url.js';

const id = '0192d5a0-0000-7000-8000-00000000000f';

describe('the id in a file_url', () => {
  it.each([
    `http://127.0.0.1:8000/api/v1/files/${id}/cat.png`,
    `https://errand.example/api/v1/files/${id}/%F0%9F%90%88.png?x=1`,
    `/api/v1/files/${id}/cat.png`,
  ])('is found wherever the system is reached: %s', (url) => {
    expect(fileIdOf(url)).toBe(id);
  });

  it.each([
    '',
    'cat.png',
    'https://elsewhere.example/cat.png',
    `http://127.0.0.1:8000/api/v1/tasks/${id}/cat.png`,
    'http://127.0.0.1:8000/api/v1/files/../tokens/cat.png',
    `http://127.0.0.1:8000/api/v1/files/${id}`,
  ])('is unknown in any other address: %j', (url) => {
    expect(() => fileIdOf(url)).toThrow(expect.objectContaining({ code: 'file.not_found' }) as Error);
  });
});
