import type { Project } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { useProjectLayout } from './project-queries';

/** Turns a list into a board, and a board into a list. */
export function LayoutSwitch({ project: { id, view_style } }: { project: Pick<Project, 'id' | 'view_style'> }) {
  const { mutate: setLayout } = useProjectLayout();
  const other = view_style === 'board' ? 'list' : 'board';
  return <IconButton icon={other} label={`Show as ${other}`} onClick={() => setLayout({ id, view_style: other })} />;
}
