import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { securityContract, type SecurityEvent } from '#contracts/security.contract.js';
import { Handles } from '#messaging/handles.js';
import { SecurityLog } from './security-log.js';

@Handles(securityContract)
export class SecurityHandler implements Handlers<typeof securityContract> {
  constructor(private readonly log: SecurityLog) {}

  list(query: PageQuery, actor: Actor): Promise<Page<SecurityEvent>> {
    return this.log.list(actor.user_id, query);
  }
}
