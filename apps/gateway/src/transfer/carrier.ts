import { Injectable } from '@nestjs/common';
import type { AccountChange } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { type Applied, type ImportReport, type Thing, transferContract } from '#contracts/transfer.contract.js';
import { InjectClient } from '#messaging/client.js';
import { stepsOfRequest } from './request-ids.js';

/** Things that travel together, and characters of JSON after which no more join them. */
const mostTogether = 500;
const pageSize = 256 * 1024;
/** Milliseconds for making all of it real. */
const patience = 120_000;

export interface Carriage {
  dryRun: boolean;
  /** The project that everything goes into; none when projects are made. */
  into?: string;
  /** Of the account, as the file tells them. */
  settings?: () => AccountChange | undefined;
}

/** Brings things to the task service as they are read, a page at a time, and has all of them made real, or none. */
@Injectable()
export class Carrier {
  constructor(@InjectClient(transferContract) private readonly transfers: Client<typeof transferContract>) {}

  async carry(things: AsyncIterable<Thing>, actor: Actor, carriage: Carriage): Promise<Applied> {
    const { dryRun, into, settings } = carriage;
    const requestId = stepsOfRequest(dryRun ? 'try' : 'import');
    const { id } = await this.transfers.begin({}, actor, { requestId: requestId('begin') });
    let number = 0;
    for await (const page of pagesOf(things)) {
      await this.transfers.stage({ id, number, things: page }, actor, { requestId: requestId(`page ${number}`) });
      number++;
    }
    const input = { id, project_id: into, settings: settings?.() };
    if (dryRun) return this.transfers.preview(input, actor, { timeout: patience });
    return this.transfers.apply(input, actor, { timeout: patience, requestId: requestId('apply') });
  }
}

async function* pagesOf(things: AsyncIterable<Thing>): AsyncGenerator<Thing[]> {
  let page: Thing[] = [];
  let size = 0;
  for await (const thing of things) {
    const length = JSON.stringify(thing).length;
    if (page.length === mostTogether || (page.length > 0 && size + length > pageSize)) {
      yield page;
      [page, size] = [[], 0];
    }
    page.push(thing);
    size += length;
  }
  if (page.length > 0) yield page;
}

/** What is told of an import outside. */
export const reportOf = ({ dry_run, added, not_carried_count, not_carried }: Applied): ImportReport => ({
  dry_run,
  added,
  not_carried_count,
  not_carried,
});
