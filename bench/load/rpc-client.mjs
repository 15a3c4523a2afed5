import { answerQuestions } from '../worker.mjs';
import { keepCalling } from './loop.mjs';
import { question, transport } from './transport.mjs';

const [name, brokerUrl] = process.argv.slice(2);
const { connect } = await transport(name);
const call = await connect(brokerUrl);
const { content } = await call(question);
if (content !== question.content) throw new Error(`${name} gave a wrong answer`);
answerQuestions((load) => keepCalling(() => call(question), load));
