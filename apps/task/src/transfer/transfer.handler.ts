import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { ById } from '#contracts/page.js';
import {
  type Applied,
  type ApplyTransfer,
  type ExportScope,
  type PageOfTransfer,
  type StageThings,
  type ThingPage,
  type Transfer,
  transferContract,
} from '#contracts/transfer.contract.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import { ProjectAccess } from '../project/project-access.js';
import { checkThing } from './check-thing.js';
import { ExportReader } from './export-reader.js';
import { everythingOf, templateOf } from './export-sources.js';
import { Importer } from './importer.js';
import { TransferRepository } from './transfer.repository.js';

@Handles(transferContract)
export class TransferHandler implements Handlers<typeof transferContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: TransferRepository,
    private readonly members: MemberRepository,
    private readonly projects: ProjectAccess,
    private readonly reader: ExportReader,
    private readonly importer: Importer,
  ) {}

  async export({ project_id }: ExportScope, actor: Actor): Promise<Transfer> {
    await this.projects.get(actor.user_id, actor);
    const sources =
      project_id == null ? everythingOf(actor) : templateOf((await this.projects.get(project_id, actor)).id);
    return this.transactions.copy(async (snapshot) => {
      const id = await this.transfers.begin(actor);
      let pages = 0;
      for await (const things of this.reader.pages(sources, actor.user_id, snapshot)) {
        await this.transfers.write(id, pages++, things, snapshot);
      }
      return { id, pages };
    });
  }

  async page({ id, number }: PageOfTransfer, actor: Actor): Promise<ThingPage> {
    return { things: await this.transfers.page(await this.transfers.get(id, actor), number) };
  }

  async begin(_: object, actor: Actor): Promise<Transfer> {
    await this.transactions.run((transaction) => this.members.lock(actor.user_id, transaction));
    return { id: await this.transfers.begin(actor), pages: 0 };
  }

  async stage({ id, number, things }: StageThings, actor: Actor): Promise<void> {
    await this.transfers.put(id, number, things.map(checkThing), actor);
  }

  preview(input: ApplyTransfer, actor: Actor): Promise<Applied> {
    return this.importer.preview(input, actor);
  }

  apply(input: ApplyTransfer, actor: Actor): Promise<Applied> {
    return this.importer.apply(input, actor);
  }

  discard({ id }: ById, actor: Actor): Promise<void> {
    return this.transfers.remove(id, actor);
  }
}
