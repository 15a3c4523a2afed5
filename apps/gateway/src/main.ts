import { runService } from '#service/run.js';
import { gatewayService } from './gateway.service.js';

await runService(gatewayService);
