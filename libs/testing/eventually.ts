/** Tries until it no longer throws, and answers what it answers then; after `limit` milliseconds the last error counts. */
export async function eventually<T>(attempt: () => T | Promise<T>, limit = 30_000, pause = 50): Promise<T> {
  const until = Date.now() + limit;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
