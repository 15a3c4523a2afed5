import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { accountContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { invalid } from '#contracts/failure.js';
import { syncContract } from '#contracts/sync.contract.js';
import { type Applied, type NotCarried, type Thing, transferContract } from '#contracts/transfer.contract.js';
import { InjectClient } from '#messaging/client.js';
import { type Carriage, Carrier, reportOf } from './carrier.js';
import { thingsOfCsv } from './csv-reader.js';
import { csvOf } from './csv-writer.js';
import type { TemplateQuery, TemplateUsed } from './template.schema.js';

/** Things of one template, which is written in one piece. */
const mostThings = 20_000;
/** Things that one message asks for. */
const batch = 500;
const projectId = 'project';

type Made = Pick<TemplateUsed, 'project_id' | 'projects' | 'sections' | 'tasks' | 'comments'>;
const used = { status: 'ok', template_type: 'project', projects: [], sections: [], tasks: [], comments: [] };

/** Makes CSV templates of projects, and projects of CSV templates. */
@Injectable()
export class Templates {
  constructor(
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    @InjectClient(transferContract) private readonly transfers: Client<typeof transferContract>,
    @InjectClient(syncContract) private readonly syncs: Client<typeof syncContract>,
    private readonly carrier: Carrier,
  ) {}

  /** `template.too_large` (invalid) for a project with more than can be written in one piece. */
  async export(query: TemplateQuery, actor: Actor): Promise<{ name: string; csv: string }> {
    const { full_name, tz_info } = await this.accounts.get({}, actor);
    const { id, pages } = await this.transfers.export(query, actor);
    const things: Thing[] = [];
    for (let number = 0; number < pages; number++) {
      things.push(...(await this.transfers.page({ id, number }, actor)).things);
      if (things.length > mostThings) throw invalid('template.too_large', 'project_id', `at most ${mostThings} things`);
    }
    void this.transfers.discard({ id }, actor, { requestId: randomUUID() }).catch(() => undefined);
    const [project] = things;
    const csv = csvOf(things, {
      useRelativeDates: query.use_relative_dates ?? false,
      timezone: tz_info.timezone,
      person: `${full_name} (${actor.user_id})`,
    });
    return { name: `${String(project.name).replace(/[\\/:*?"<>|]/g, '_')}.csv`, csv };
  }

  async create(name: string, file: Buffer, actor: Actor, dryRun: boolean): Promise<TemplateUsed> {
    const head = file.subarray(0, 4096).toString();
    const view_style = /view_style=(list|board|calendar)/.exec(head)?.[1] ?? 'list';
    return this.use({ kind: 'project', id: projectId, at: 'name', name, view_style, position: 1 }, file, actor, {
      dryRun,
    });
  }

  importInto(into: string, file: Buffer, actor: Actor, dryRun: boolean): Promise<TemplateUsed> {
    return this.use({ kind: 'project', id: projectId, name: 'It has a name already' }, file, actor, { dryRun, into });
  }

  private async use(project: Thing, file: Buffer, actor: Actor, carriage: Carriage): Promise<TemplateUsed> {
    const { tz_info } = await this.accounts.get({}, actor);
    const lost: NotCarried[] = [];
    const context = {
      projectId,
      place: '',
      prefix: '',
      timezone: tz_info.timezone,
      personId: actor.user_id,
      lose: (each: NotCarried) => void lost.push(each),
    };
    async function* things(): AsyncGenerator<Thing> {
      yield project;
      yield* thingsOfCsv(Readable.from([file]), context);
    }
    const applied = await this.carrier.carry(things(), actor, carriage);
    const report = reportOf(applied);
    const told = {
      ...report,
      not_carried: [...lost, ...report.not_carried],
      not_carried_count: lost.length + report.not_carried_count,
    };
    if (carriage.dryRun) return { ...told, ...used, project_id: carriage.into?.toLowerCase() ?? null };
    return { ...told, ...used, ...(await this.made(applied, carriage.into ?? applied.ids.project[0], actor)) };
  }

  private async made({ ids }: Applied, project: string, actor: Actor): Promise<Made> {
    const load = async (resource: string, some: string[] = []): Promise<never[]> => {
      const all: object[] = [];
      for (let from = 0; from < some.length; from += batch) {
        const packed = Buffer.from(
          some
            .slice(from, from + batch)
            .join('')
            .replaceAll('-', ''),
          'hex',
        );
        const { results } = await this.syncs.load({ resource, ids: packed.toString('base64') }, actor);
        const byId = new Map((results as { id: string }[]).map((each) => [each.id, each]));
        all.push(...some.slice(from, from + batch).flatMap((id) => byId.get(id) ?? []));
      }
      return all as never[];
    };
    return {
      project_id: project.toLowerCase(),
      projects: await load('projects', [project.toLowerCase()]),
      sections: await load('sections', ids.section),
      tasks: await load('items', ids.task),
      comments: await load('notes', ids.comment),
    };
  }
}
