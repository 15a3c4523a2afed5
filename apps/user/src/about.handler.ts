import { aboutUser } from '#contracts/about.contract.js';
import { aboutHandler } from '#messaging/about.handler.js';

export const AboutHandler = aboutHandler(aboutUser);
