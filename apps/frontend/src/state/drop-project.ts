import { createStore } from './store';

/** The project, of those in the sidebar, that would take what is being dragged. */
export const dropProject = createStore<string | null>(null);
