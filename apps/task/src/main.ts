import { runService } from '#service/run.js';
import { taskService } from './task.service.js';

await runService(taskService);
