import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Http } from '#testing/http.js';

describe('the description of the API', () => {
  it('is OpenAPI 3.1, and the one that the repository and the web client’s types were made from', async () => {
    const { body } = await Http.stack().get<{ openapi: string }>('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(body).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  });

  it('can be read as a page', async () => {
    const { status, body } = await Http.stack().get<string>('/api/docs');
    expect(status).toBe(200);
    expect(body).toContain('Errand API');
    const script = await Http.stack().get<string>('/api/docs/swagger-ui-bundle.js');
    expect(script.status).toBe(200);
    const missing = await Http.stack().get('/api/docs/missing.js');
    expect(missing).toMatchObject({ status: 404, body: { code: 'route.not_found' } });
  });
});
