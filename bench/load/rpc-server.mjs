import { answerQuestions } from '../worker.mjs';
import { transport } from './transport.mjs';

const [name, brokerUrl] = process.argv.slice(2);
const { serve } = await transport(name);
await serve(brokerUrl);
answerQuestions(() => Promise.resolve());
