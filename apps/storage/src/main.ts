import '#database/only-mysql.js';
import { launch } from '#service/launch.js';

await launch(async () => (await import('./storage.service.js')).storageService);
