import { useId, useState, type ReactNode, type ToggleEvent } from 'react';
import { flushSync } from 'react-dom';
import styles from './Popover.module.css';

interface TriggerProps {
  id: string;
  popoverTarget: string;
  'aria-expanded': boolean;
  'aria-haspopup': 'menu' | 'dialog';
}

interface PopoverProps {
  label: string;
  role: 'menu' | 'dialog';
  trigger: (props: TriggerProps) => ReactNode;
  children: (close: () => void) => ReactNode;
}

const GAP = 6;

/** Something small that opens beside its button, closes on Esc or a click elsewhere, and gives the focus back. */
export function Popover({ label, role, trigger, children }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const triggerId = `${id}trigger`;

  const close = () => {
    document.getElementById(id)?.hidePopover();
    document.getElementById(triggerId)?.focus();
  };

  const onBeforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState === 'open') flushSync(() => setOpen(true));
  };

  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState === 'closed') return setOpen(false);
    place(event.currentTarget, document.getElementById(triggerId));
    event.currentTarget.querySelector<HTMLElement>('[data-autofocus], button, input')?.focus();
  };

  return (
    <>
      {trigger({ id: triggerId, popoverTarget: id, 'aria-expanded': open, 'aria-haspopup': role })}
      <div
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        className={styles.panel}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={(event) => {
          // Esc closes the popover alone, not the form around it.
          if (event.key === 'Escape') event.stopPropagation();
        }}
      >
        {open && children(close)}
      </div>
    </>
  );
}

function place(panel: HTMLElement, trigger: HTMLElement | null): void {
  if (!trigger) return;
  const at = trigger.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = Math.min(at.left, window.innerWidth - width - GAP);
  const below = at.bottom + GAP;
  const fits = below + height <= window.innerHeight - GAP;
  const top = fits ? below : Math.max(GAP, Math.min(at.top - height - GAP, window.innerHeight - height - GAP));
  panel.style.left = `${Math.max(GAP, left)}px`;
  panel.style.top = `${top}px`;
}
