import type { Channel, ChannelModel } from 'amqplib';

/** Whether the broker does what is asked of it, on a channel of its own: the broker closes one on which it refuses something. */
export async function granted(model: ChannelModel, ask: (channel: Channel) => Promise<unknown>): Promise<boolean> {
  const channel = await model.createChannel();
  channel.on('error', () => undefined);
  try {
    await ask(channel);
    await channel.close();
    return true;
  } catch {
    return false;
  }
}
