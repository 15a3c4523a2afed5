import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { createRequire } from 'node:module';
import { aPerson, Http, type Person } from '#testing/http.js';

const server = createRequire(import.meta.url)
  .resolve('@doist/todoist-mcp')
  .replace(/index\.js$/, 'main.js');

/** An assistant that works for a person through the official MCP server. */
export interface Assistant {
  person: Person;
  /** What Errand itself says. */
  http: Http;
  /** Calls a tool, and answers what it gives for programs. Throws what it says where it fails. */
  tool<T>(name: string, input?: Record<string, unknown>): Promise<T>;
  close(): Promise<void>;
}

/** Starts the official MCP server as a client would: as a process of its own, with nothing but a token and a base URL. */
export async function anAssistant(): Promise<Assistant> {
  const stack = Http.stack();
  const person = await aPerson(stack, { timezone: 'Europe/Madrid' });
  const http = stack.as(person.token);
  const { body } = await http.post<{ token: string }>('/api/v1/tokens', { name: 'Assistant' });
  const client = new Client({ name: 'errand-test', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [server],
      env: { TODOIST_API_KEY: body.token, TODOIST_BASE_URL: process.env.ERRAND_URL ?? '' },
    }),
  );
  return {
    person,
    http,
    close: () => client.close(),
    tool: async <T>(name: string, input: Record<string, unknown> = {}): Promise<T> => {
      const { isError, structuredContent, content } = await client.callTool({ name, arguments: input });
      if (isError === true) throw new Error(JSON.stringify(content));
      return structuredContent as T;
    },
  };
}
