import { runService } from '#service/run.js';
import { userService } from './user.service.js';

await runService(userService);
