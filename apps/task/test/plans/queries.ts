import type { Calls } from '#testing/plans/observed.js';
import { terms } from './filter-terms.js';
import type { World } from './seeded-world.js';

/** Representative calls of every command that changes nothing: `<pattern> <way>`. */
export function queriesOf(world: World): Calls {
  const { ada, bob, project, shared, section, parent, recurring, comment } = world;
  const { projects, sections, tasks, labels, filters, comments, occurrences, trash, activities, syncs } =
    world.handlers;
  const { quickAdd, reminders, archive, completions, collaborators, invitations, search } = world.handlers;
  const { fullProjects, sharedLabels, relations, transfers } = world.handlers;
  const year = { since: '2020-01-01', until: '2999-12-31' };
  const filtered = Object.fromEntries(
    terms.map((query) => [`filter.tasks ${query}`, () => filters.tasks({ query }, ada)]),
  );
  return {
    'about.get': () => world.handlers.about.get({}),
    'project.get': () => projects.get({ id: project }, ada),
    'project.get as a member': () => projects.get({ id: shared }, bob),
    'project.list': () => projects.list({}, ada),
    'project.list as a member': () => projects.list({}, bob),
    'project.list second page': async () =>
      projects.list({ limit: 5, cursor: (await projects.list({ limit: 5 }, ada)).next_cursor }, ada),
    'project.search': () => projects.search({ query: 'Project 1' }, ada),
    'full_project.get': () => fullProjects.get({ id: project }, ada),
    'section.get': () => sections.get({ id: section }, ada),
    'section.list': () => sections.list({}, ada),
    'section.list of a project': () => sections.list({ project_id: project }, ada),
    'section.search': () => sections.search({ query: 'Spr' }, ada),
    'archive.projects': () => archive.projects({}, ada),
    'archive.countProjects': () => archive.countProjects({}, ada),
    'archive.sections': () => archive.sections({ project_id: project }, ada),
    'archive.sections everywhere': () => archive.sections({}, ada),
    'task.get': () => tasks.get({ id: parent }, ada),
    'task.get shared alone': () => tasks.get({ id: parent }, bob),
    'task.list': () => tasks.list({}, ada),
    'task.list second page': async () => tasks.list({ cursor: (await tasks.list({}, ada)).next_cursor }, ada),
    'task.list as a member': () => tasks.list({}, bob),
    'task.list of a project': () => tasks.list({ project_id: project }, ada),
    'task.list of a project, second page': async () =>
      tasks.list({ project_id: project, cursor: (await tasks.list({ project_id: project }, ada)).next_cursor }, ada),
    'task.list of a section': () => tasks.list({ section_id: section }, ada),
    'task.list under a task': () => tasks.list({ parent_id: parent }, ada),
    'task.list by label': () => tasks.list({ label: 'home' }, ada),
    'task.list by ids': () => tasks.list({ ids: [parent, recurring] }, ada),
    ...filtered,
    'filter.tasks as a member': () => filters.tasks({ query: 'today | overdue' }, bob),
    'filter.get': () => filters.get({ id: world.filter }, ada),
    'filter.list': () => filters.list({}, ada),
    'filter.preview': () => filters.preview({ query: 'today, p1 & @home' }, ada),
    'occurrence.list': () => occurrences.list({ id: recurring }, ada),
    'quick-add.preview': () => quickAdd.preview({ text: 'Pay #Project /Spring +Bob @home tomorrow' }, ada),
    'reminder.get': () => reminders.get({ id: world.reminder }, ada),
    'reminder.list': () => reminders.list({}, ada),
    'reminder.list of a task': () => reminders.list({ task_id: recurring }, ada),
    'relation.list': () => relations.list({ task_id: parent }, ada),
    'relation.list as a member': () => relations.list({ task_id: parent }, bob),
    'relation.list second page': async () =>
      relations.list(
        { task_id: parent, cursor: (await relations.list({ task_id: parent, limit: 2 }, ada)).next_cursor },
        ada,
      ),
    'label.get': () => labels.get({ id: world.label }, ada),
    'label.list': () => labels.list({}, ada),
    'label.search': () => labels.search({ query: 'ho' }, ada),
    'shared_label.list': () => sharedLabels.list({}, ada),
    'shared_label.list without personal ones': () => sharedLabels.list({ omit_personal: true }, ada),
    'search.find': () => search.find({ query: 'tomatoes' }, ada),
    'search.find several words': () => search.find({ query: 'water tom 7' }, ada),
    'search.find in a project': () => search.find({ query: 'tomatoes', project_id: project }, ada),
    'search.find as a member': () => search.find({ query: 'mow lawn' }, bob),
    'search.find second page': async () => {
      const first = await search.find({ query: 'tomatoes', limit: 10 }, ada);
      return search.find({ query: 'tomatoes', limit: 10, cursor: first.next_cursor }, ada);
    },
    'completion.byCompletionDate': () => completions.byCompletionDate(year, ada),
    'completion.byCompletionDate of a project': () =>
      completions.byCompletionDate({ ...year, project_id: project }, ada),
    'completion.byDueDate': () => completions.byDueDate(year, ada),
    'completion.search': () => completions.search({ query: 'lawn' }, ada),
    'completion.search as a member': () => completions.search({ query: 'lawn' }, bob),
    'completion.list': () => completions.list({}, ada),
    'completion.list by label': () => completions.list({ label: 'home' }, ada),
    'completion.productivity': () =>
      completions.productivity({ daily_goal: 5, weekly_goal: 25, days_off: [6, 7], start_day: 1, vacations: [] }, ada),
    'completion.counts': () => completions.counts({}, ada),
    'comment.get': () => comments.get({ id: comment }, ada),
    'comment.list': () => comments.list({ task_id: parent }, ada),
    'comment.list of a project': () => comments.list({ project_id: project }, ada),
    'comment.mayRead': () => comments.mayRead({ file_id: world.file }, ada),
    'trash.list': () => trash.list({}, ada),
    'activity.list': () => activities.list({}, ada),
    'activity.list of a task': () => activities.list({ object_id: parent }, ada),
    'activity.list of a project': () => activities.list({ parent_project_id: project }, ada),
    'sync.read everything': () => syncs.read({ resource_types: ['all'] }, ada),
    'sync.read what changed': () => syncs.read({ resource_types: ['all'], sync_token: world.syncToken }, ada),
    'sync.load': async () => {
      const { rest } = await syncs.read({ resource_types: ['items'] }, ada);
      return syncs.load({ resource: 'items', ids: rest.items.slice(0, 64 * 20) }, ada);
    },
    'transfer.export': () => transfers.export({}, ada),
    'transfer.export of a project': () => transfers.export({ project_id: project }, ada),
    'transfer.page': () => transfers.page({ id: world.transfer, number: 0 }, ada),
    'transfer.preview': () => transfers.preview({ id: world.transfer }, ada),
    'collaborator.permissions': () => collaborators.permissions(),
    'collaborator.list': () => collaborators.list({ project_id: shared }, ada),
    'collaborator.list of a task': () => collaborators.list({ task_id: parent }, ada),
    'invitation.list': () => invitations.list({ project_id: shared }, ada),
    'invitation.mine': () => invitations.mine({}, bob),
  };
}
