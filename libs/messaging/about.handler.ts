import { DataSource } from 'typeorm';
import type { About, aboutStorage, aboutTask, aboutUser } from '#contracts/about.contract.js';
import type { Handlers } from '#contracts/contract.js';
import { version } from '#service/version.js';
import { Handles } from './handles.js';

type AboutContract = typeof aboutTask | typeof aboutUser | typeof aboutStorage;

/** The class that answers what a service is: one for the `controllers` of its module. */
export function aboutHandler(contract: AboutContract): new (dataSource: DataSource) => Handlers<AboutContract> {
  @Handles(contract)
  class AboutHandler implements Handlers<AboutContract> {
    constructor(private readonly dataSource: DataSource) {}

    async get(): Promise<About> {
      const [row] = await this.dataSource.query<{ product: string }[]>(
        `SELECT CONCAT(@@version_comment, ' ', VERSION()) AS product`,
      );
      return { service: contract.service, version, node: process.versions.node, database: row?.product ?? null };
    }
  }
  return AboutHandler;
}
