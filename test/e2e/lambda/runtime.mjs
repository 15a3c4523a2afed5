// What the runtime of AWS Lambda does: it loads the handler, then calls it with each event and a context.
const { handler } = await import('../../../dist/apps/gateway/src/lambda.js');

process.on('message', async (event) => {
  const context = { awsRequestId: event.requestContext.requestId, getRemainingTimeInMillis: () => 10_000 };
  process.send(await handler(event, context));
});
process.send('ready');
