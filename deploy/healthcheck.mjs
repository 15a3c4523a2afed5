// The health check of the images: whether the service in this container says that it is ready.
const port = process.env[`${process.env.ERRAND_SERVICE.toUpperCase()}_PORT`];
const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(8_000) }).catch(
  () => undefined,
);
process.exit(answer?.ok ? 0 : 1);
