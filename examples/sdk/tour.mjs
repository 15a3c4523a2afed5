/**
 * A tour of Errand with Todoist's official SDK: sign up, make a list, add tasks, attach a picture and look at it, complete.
 *
 *   node examples/sdk/tour.mjs [http://127.0.0.1:8000]
 */
import { TodoistApi } from '@doist/todoist-sdk';
import { errandFetch } from './errand-fetch.mjs';

const baseUrl = process.argv[2] ?? 'http://127.0.0.1:8000';

/** A picture of one orange pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

const token = await signUp();
const api = new TodoistApi(token, { baseUrl, customFetch: errandFetch(baseUrl) });

const user = await api.getUser();
console.log(`Signed up as ${user.fullName}, ${user.email}`);

const garden = await api.addProject({ name: 'Garden' });
console.log(`Made the list "${garden.name}"`);

const water = await api.addTask({ content: 'Water the tomatoes', projectId: garden.id, dueString: 'tomorrow at 9:00' });
const seeds = await api.addTask({ content: 'Buy seeds', projectId: garden.id, dueDate: '2027-03-01', priority: 4 });
for (const { content, due } of [water, seeds]) console.log(`Added "${content}", due ${due?.date}`);

const upload = await api.uploadFile({ file: picture, fileName: 'tomatoes.png' });
const comment = await api.addComment({ taskId: water.id, content: 'They look thirsty', attachment: upload });
const seen = await api.viewAttachment(comment);
const bytes = Buffer.from(await seen.arrayBuffer());
if (!bytes.equals(picture)) throw new Error('The picture came back changed');
const { fileName, imageWidth, imageHeight } = comment.fileAttachment;
console.log(`Attached ${fileName} (${imageWidth} × ${imageHeight} pixels), and got its ${bytes.length} bytes back`);

await api.closeTask(water.id);
const { results } = await api.getTasks({ projectId: garden.id });
console.log(`Completed "${water.content}"; left to do: ${results.map(({ content }) => content).join(', ')}`);

async function signUp() {
  const response = await fetch(new URL('/api/v1/auth/register', baseUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: `tour-${crypto.randomUUID()}@example.org`,
      password: crypto.randomUUID(),
      full_name: 'Guest on tour',
    }),
  });
  if (!response.ok) throw new Error(`Signing up failed: ${await response.text()}`);
  return (await response.json()).access_token;
}
