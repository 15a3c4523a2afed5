import { useState } from 'react';
import type { Section } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Menu, type MenuItem } from '../../ui/Menu';
import { NameDialog } from '../../ui/NameDialog';
import { useSectionActions } from './section-actions';

interface SectionMenuProps {
  section: Section;
  /** All of the project, in order. */
  sections: Section[];
}

/** What can be done to a section. */
export function SectionMenu({ section, sections }: SectionMenuProps) {
  const { rename, move, archive, remove } = useSectionActions(section.project_id);
  const [mode, setMode] = useState<'closed' | 'renamed' | 'deleted'>('closed');
  const close = () => setMode('closed');
  const { name } = section;
  const at = sections.findIndex(({ id }) => id === section.id);

  const items: MenuItem[] = [
    { label: 'Rename section', icon: 'pencil', onSelect: () => setMode('renamed') },
    ...(at > 0
      ? [{ label: 'Move section up', icon: 'up' as const, onSelect: () => move(section, sections[at - 1]) }]
      : []),
    ...(at < sections.length - 1
      ? [{ label: 'Move section down', icon: 'down' as const, onSelect: () => move(section, sections[at + 2]) }]
      : []),
    { label: 'Archive section', icon: 'archive', onSelect: () => void archive(section) },
    { label: 'Delete section', icon: 'trash', danger: true, onSelect: () => setMode('deleted') },
  ];

  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={(props) => <IconButton icon="more" {...props} label={`More actions for ${name}`} />}
        items={items}
      />
      {mode === 'renamed' && (
        <NameDialog
          title="Rename section"
          draftKey={`section:${section.id}`}
          name={name}
          maxLength={2048}
          onClose={close}
          onSave={(next) => {
            close();
            if (next !== name) rename(section, next);
          }}
        />
      )}
      {mode === 'deleted' && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          consequence="It goes to the trash with the tasks in it, comments and files included."
          action="Delete section"
          onClose={close}
          onConfirm={() => void remove(section)}
        />
      )}
    </>
  );
}
