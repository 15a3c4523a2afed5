import './http/without-phone-numbers.js';
import { launch } from '#service/launch.js';

await launch(async () => (await import('./gateway.service.js')).gatewayService);
