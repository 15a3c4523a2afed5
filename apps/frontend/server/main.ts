import { launch } from '#service/launch.js';

await launch(async () => (await import('./frontend.service.js')).frontendService);
