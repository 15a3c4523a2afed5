import { gatewayService } from '../../apps/gateway/src/gateway.service.js';
import { taskService } from '../../apps/task/src/task.service.js';
import { userService } from '../../apps/user/src/user.service.js';
import { Json } from '#contracts/contract.js';
import { CommandClient } from '#messaging/client.js';
import { isTogether } from '#messaging/handles.js';
import { IDEMPOTENCY, type IdempotencyLike } from '#messaging/repeatable.js';
import { MessageServer } from '#messaging/server.js';
import { Environment, type ProcessSettings } from '#service/environment.js';
import { createService, type Service } from '#service/run.js';

interface Handling {
  server: MessageServer;
  idempotency: IdempotencyLike;
}

/** A service with its database and its outbox, whose commands come from this process and not from the broker. */
async function start<S extends ProcessSettings>(service: Service<S>): Promise<Handling> {
  const { app } = await createService(service, Environment.load());
  await app.init();
  return {
    server: app.get(MessageServer),
    idempotency: app.get<IdempotencyLike>(IDEMPOTENCY, { strict: false }),
  };
}

const services: Record<string, Handling> = { task: await start(taskService), user: await start(userService) };
const { app: gateway } = await createService(gatewayService, Environment.load());

/** The one difference: where the gateway's client would send a message, the handler is called. */
gateway.get(CommandClient).call = async ({ service, pattern }, input, actor, { requestId } = {}) => {
  const { server, idempotency } = services[service];
  const handler = server.getHandlers().get(pattern)!;
  const work = async (): Promise<string> => JSON.stringify((await handler(input, actor)) ?? null);
  if (!actor || !requestId) return new Json(await work());
  const command = { actor, requestId, pattern, input, repeated: false, together: isTogether(handler) };
  return new Json(await idempotency.once(command, work));
};

await gateway.listen(0, '127.0.0.1');
process.on('SIGTERM', () => process.exit());
process.on('disconnect', () => process.exit());
process.send?.({ url: await gateway.getUrl() });
