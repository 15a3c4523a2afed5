import { beforeAll, describe, expect } from '@jest/globals';
import type { TodoistApi } from '@doist/todoist-sdk';
import { aClient, baseUrl, calls, refusal, withFiles } from './calls.js';

let api: TodoistApi;
let projectId: string;
let token: string;

const csv = (...rows: string[]): Buffer =>
  Buffer.from(
    ['TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE', ...rows].join('\n'),
  );

/** Sends a file in ways that the SDK has none for. */
async function send(path: string, fields: Record<string, string>, file: Buffer, by = token): Promise<Response> {
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(file)]), 'a.csv');
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(`${baseUrl}/api/v1/templates/${path}`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${by}` },
  });
}

/** How a file is refused: the SDK tells no more of it than the status. */
async function refused(project_id: string, file: Buffer, by = token): Promise<unknown> {
  const answer = await send('import_into_project_from_file', { project_id }, file, by);
  const { code, field } = (await answer.json()) as { code?: string; field?: string };
  return [answer.status, code, field];
}

beforeAll(async () => {
  const client = await aClient();
  api = withFiles(client);
  token = client.person.token;
  const project = await api.addProject({ name: 'Move: "House"', viewStyle: 'board' });
  projectId = project.id;
  const section = await api.addSection({ name: 'Before', projectId });
  const boxes = await api.addTask({ content: 'Boxes, many', projectId, labels: ['buy'], priority: 4 });
  await api.addTask({ content: 'Tape\nin two lines', parentId: boxes.id, description: 'The "brown" one' });
  await api.addTask({
    content: 'Call @ noon',
    sectionId: section.id,
    dueString: 'every monday at 9',
    duration: 15,
    durationUnit: 'minute',
  });
  const fixed = await api.addTask({
    content: 'Keys',
    sectionId: section.id,
    dueDate: '2039-03-04',
    deadlineDate: '2039-03-05',
  });
  await api.addComment({ taskId: fixed.id, content: 'Three of them' });
  await api.addComment({ projectId, content: 'About all of it' });
  await api.closeTask((await api.addTask({ content: 'Done', projectId })).id);
});

describe('templates', () => {
  calls('exportTemplateAsFile', 'answers CSV in the order in which it is read', async () => {
    const text = await api.exportTemplateAsFile({ projectId });
    const lines = text
      .replace('\ufeff', '')
      .split(/\r?\n(?=[a-zA-Z]+,)/)
      .map((line) => line.trim());
    expect(lines[0]).toMatch(/^TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE/);
    expect(lines.slice(1).map((line) => line.split(',,')[0])).toEqual([
      'meta,view_style=board',
      'note,About all of it',
      'task,"Boxes, many @buy"',
      'task,"Tape\nin two lines","The ""brown"" one",4,2',
      'section,Before',
      'task,Call \\@ noon',
      'task,Keys',
      'note,Three of them',
    ]);
    expect(text).toContain('every monday at 9,en');
    expect(text).toContain('2039-03-04,en');
    expect(text).not.toContain('Done');
    expect(await refusal(api.exportTemplateAsFile({ projectId: projectId.replace(/.$/, 'x') }))).toMatchObject({
      status: 404,
    });
  });

  calls('exportTemplateAsFile', 'tells dates as days from today, where that is wanted', async () => {
    expect(await api.exportTemplateAsFile({ projectId, useRelativeDates: true })).toMatch(/Keys,.*in \d{4} days,en/);
  });

  calls('exportTemplateAsUrl', 'answers where anybody gets the same', async () => {
    const { fileName, fileUrl } = await api.exportTemplateAsUrl({ projectId });
    expect(fileName).toBe('Move_ _House_.csv');
    const answer = await fetch(fileUrl);
    expect(await answer.text()).toBe(await api.exportTemplateAsFile({ projectId }));
  });

  calls('createProjectFromTemplate', 'makes the same project again', async () => {
    const file = Buffer.from(await api.exportTemplateAsFile({ projectId }));
    const made = await api.createProjectFromTemplate({ name: 'Again', file, fileName: 'move.csv' });
    expect(made).toMatchObject({
      status: 'ok',
      projects: [{ name: 'Again', viewStyle: 'board' }],
      sections: [{ name: 'Before' }],
    });
    expect(made.tasks.map(({ content, labels }) => [content, labels])).toEqual([
      ['Boxes, many', ['buy']],
      ['Tape\nin two lines', []],
      ['Call @ noon', []],
      ['Keys', []],
    ]);
    expect(made.tasks[1]).toMatchObject({ parentId: made.tasks[0].id, description: 'The "brown" one' });
    expect(made.tasks[2]).toMatchObject({
      sectionId: made.sections[0].id,
      due: { isRecurring: true },
      duration: { amount: 15 },
    });
    expect(made.comments.map(({ content }) => content)).toEqual(['About all of it', 'Three of them']);
    const again = await api.exportTemplateAsFile({ projectId: made.projectId });
    expect(again).toBe(await api.exportTemplateAsFile({ projectId }));
  });

  calls('createProjectFromTemplate', 'is done once for one request id', async () => {
    const args = { name: 'Once', file: csv('task,One,,4,1,,,,,'), fileName: 'once.csv' };
    const id = `template-${projectId}`;
    const [one, two] = [await api.createProjectFromTemplate(args, id), await api.createProjectFromTemplate(args, id)];
    expect(two.projectId).toBe(one.projectId);
  });

  calls('importTemplateIntoProject', 'adds to what is there', async () => {
    const project = await api.addProject({ name: 'There' });
    await api.addTask({ content: 'First', projectId: project.id });
    const file = csv(
      'task,Second @x,,1,1,,,tomorrow,en,',
      'task,Part,,4,2,,,,,',
      'section,New,,,,,,,,',
      'task,Third,,4,1,,,,,',
    );
    const made = await api.importTemplateIntoProject({ projectId: project.id, file, fileName: 'more.csv' });
    expect(made.projects.map(({ id }) => id)).toEqual([project.id]);
    const { results } = await api.getTasks({ projectId: project.id });
    expect(results.map(({ content }) => content).sort()).toEqual(['First', 'Part', 'Second', 'Third']);
    expect(results.find(({ content }) => content === 'Second')).toMatchObject({
      priority: 4,
      labels: ['x'],
      due: { isRecurring: false },
    });
    const order = results.filter(({ parentId, sectionId }) => !parentId && !sectionId).map(({ content }) => content);
    expect(order).toEqual(['First', 'Second']);
  });

  calls('importTemplateIntoProject', 'tells what would happen where it is only tried, and adds nothing', async () => {
    const project = await api.addProject({ name: 'Tried' });
    const rows = ['task,One @x,,1,1,,Bob (2),,,', 'section,New,,,,,,,,', 'task,Two,,4,1,,,jeden Tag,de,'];
    const tried = async (path: string, fields: Record<string, string>): Promise<Record<string, unknown>> => {
      const answer = await send(`${path}?dry_run=true`, fields, csv(...rows));
      expect(answer.status).toBe(200);
      return (await answer.json()) as Record<string, unknown>;
    };
    const into = await tried('import_into_project_from_file', { project_id: project.id });
    expect(into).toMatchObject({
      dry_run: true,
      project_id: project.id,
      added: { projects: 0, sections: 1, tasks: 2 },
      tasks: [],
    });
    const made = await tried('create_project_from_file', { name: 'Never' });
    expect(made).toMatchObject({ project_id: null, added: { projects: 1, sections: 1, tasks: 2 } });
    expect((await api.getTasks({ projectId: project.id })).results).toEqual([]);
    expect((await api.getProjects()).results.map(({ name }) => name)).not.toContain('Never');
    const file = csv(...rows);
    const done = (await api.importTemplateIntoProject({ projectId: project.id, file, fileName: 'done.csv' })) as object;
    expect(into.not_carried_count).toBeGreaterThan(0);
    expect(done).toMatchObject({ dryRun: false, notCarriedCount: into.not_carried_count, added: { tasks: 2 } });
  });

  calls('importTemplateIntoProject', 'refuses what cannot be read, and adds nothing', async () => {
    const { id, name } = await api.addProject({ name: 'Still empty' });
    const sent = (...rows: string[]): Promise<unknown> => refused(id, csv('task,Good,,4,1,,,,,', ...rows));
    expect(await refused(id, Buffer.from('a,b\n1,2'))).toEqual([400, 'csv.malformed', 'line 1']);
    expect(await sent('task,Too deep,,4,3,,,,,')).toEqual([400, 'csv.malformed', 'line 3.INDENT']);
    expect(await sent('task,Urgent,,5,1,,,,,')).toEqual([400, 'csv.malformed', 'line 3.PRIORITY']);
    expect(await sent('cat,What,,4,1,,,,,')).toEqual([400, 'csv.malformed', 'line 3.TYPE']);
    expect(await sent('task,"Open quote')).toEqual([400, 'csv.malformed', 'line 3']);
    const tooLong = `task,${'x'.repeat(501)},,4,1,,,,,`;
    expect(await sent(tooLong)).toEqual([400, 'transfer.thing_invalid', 'line 3.content']);
    expect(await sent('task,,,4,1,,,,,')).toEqual([400, 'transfer.thing_invalid', 'line 3.content']);
    const { person } = await aClient();
    const theirs = await refused(id, csv('task,Stolen,,4,1,,,,,'), person.token);
    expect(theirs).toEqual([404, 'project.not_found', undefined]);
    expect((await api.getTasks({ projectId: id })).results).toEqual([]);
    const file = Buffer.from('a,b');
    await expect(api.importTemplateIntoProject({ projectId: id, file, fileName: name })).rejects.toThrow('400');
  });
});
