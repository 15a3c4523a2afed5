import type { Project } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { useProjectLook } from './project-queries';

/** Turns a list into a board, and a board into a list. */
export function LayoutSwitch({ project: { id, view_style } }: { project: Pick<Project, 'id' | 'view_style'> }) {
  const { mutate: show } = useProjectLook();
  const other = view_style === 'board' ? 'list' : 'board';
  const turn = () => show({ id, look: { view_style: other }, before: { view_style } });
  return <IconButton icon={other} label={`Show as ${other}`} onClick={turn} />;
}
