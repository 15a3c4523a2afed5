import { runService } from '#service/run.js';
import { storageService } from './storage.service.js';

await runService(storageService);
