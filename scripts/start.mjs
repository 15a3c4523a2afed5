import './prepare/node-version.mjs';

const { launch } = await import('./launcher.mjs');
await launch({ infrastructureOnly: process.argv.includes('--infrastructure') });
