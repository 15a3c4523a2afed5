import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { IconButton } from './Button';
import styles from './Dialog.module.css';
import { ToastViewport } from './Toasts';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** `form` is narrow, `page` holds a whole screen, `drawer` slides in from the left, `picture` fits its content. */
  shape?: 'form' | 'page' | 'drawer' | 'picture';
  /** Names the dialog without showing the title. */
  hideTitle?: boolean;
}

/** A modal dialog: the page behind is inert, Esc closes, and the focus returns to where it was. */
export function Dialog({ title, onClose, children, shape = 'form', hideTitle = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog?.close();
  }, []);

  const close = () => {
    // What is being typed is saved on blur, and an element that vanishes never blurs.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    onClose();
  };

  return (
    <dialog
      ref={ref}
      className={`${styles.dialog} ${styles[shape]}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        close();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className={styles.sheet}>
        <header className={hideTitle ? styles.corner : styles.header}>
          <h2 id={titleId} className={hideTitle ? 'hidden-visually' : styles.title}>
            {title}
          </h2>
          <IconButton icon="close" label="Close" onClick={close} />
        </header>
        {children}
      </div>
      <ToastViewport />
    </dialog>
  );
}
