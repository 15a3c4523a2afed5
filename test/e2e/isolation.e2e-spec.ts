import { describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

const services = ['task', 'user', 'storage'];
const urlOf = (service: string, kind: 'DATABASE' | 'BROKER'): string =>
  process.env[`${service.toUpperCase()}_${kind}_URL`] ?? '';

describe.each(services)('the database account of the %s service', (service) => {
  it('sees its own schema and no other', async () => {
    const connection = await createConnection(urlOf(service, 'DATABASE'));
    const [schemas] = await connection.query<RowDataPacket[]>('SHOW DATABASES');
    const own = schemas.map((row) => String(row.Database)).filter((name) => name.startsWith('errand_'));
    expect(own).toEqual([`errand_${service}`]);
    for (const other of services.filter((each) => each !== service)) {
      await expect(connection.query(`USE errand_${other}`)).rejects.toMatchObject({ errno: 1044 });
      await expect(connection.query(`SELECT * FROM errand_${other}.outbox`)).rejects.toMatchObject({ errno: 1142 });
    }
    await expect(connection.query('CREATE DATABASE errand_stolen')).rejects.toMatchObject({ errno: 1044 });
    await connection.end();
  });
});

describe.each(['gateway', ...services])('the broker account of the %s process', (service) => {
  it('is its own', () => {
    expect(new URL(urlOf(service, 'BROKER')).username).toBe(service);
  });

  it('may not read the commands or events of others', async () => {
    const connection = await connect(urlOf(service, 'BROKER'));
    for (const other of services.filter((each) => each !== service)) {
      for (const queue of [`${other}.commands`, `${other}.events`]) {
        const channel = await connection.createChannel();
        channel.on('error', () => undefined);
        await expect(channel.get(queue)).rejects.toThrow(/ACCESS.REFUSED|access.*refused/i);
      }
    }
    await connection.close();
  });
});
