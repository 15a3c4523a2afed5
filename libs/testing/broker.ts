import { type ChannelModel, connect, type Options } from 'amqplib';

/** The operator's account, which may send what any service would. With a broker that all share, it is the one that they share. */
function url(): string {
  const found = process.env.ERRAND_TEST_BROKER_URL ?? process.env.BROKER_URL;
  if (!found) throw new Error('ERRAND_TEST_BROKER_URL is missing: run these tests with npm test');
  return found;
}

export const connectAsOperator = (): Promise<ChannelModel> => connect(url());

/** What makes consumers believe an event that a test sends in the place of its service. */
export const fromOperator = (): Pick<Options.Publish, 'userId'> => ({
  userId: decodeURIComponent(new URL(url()).username),
});
