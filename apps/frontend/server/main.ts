import { runService } from '#service/run.js';
import { frontendService } from './frontend.service.js';

await runService(frontendService);
