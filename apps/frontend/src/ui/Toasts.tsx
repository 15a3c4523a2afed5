import { useEffect, useId, useRef } from 'react';
import { createStore, useStore } from '../state/store';
import { Button, IconButton } from './Button';
import { dismissToast, toasts, type Toast } from './toast-store';
import styles from './Toasts.module.css';

const SHOWN_MS = 8_000;
const PROBLEM_MS = 14_000;

/** Viewports from the page up through its open dialogs: only the topmost can be seen and reached. */
const layers = createStore<string[]>([]);

/** Where toasts appear. The page has one, and so has every modal dialog, since it makes the rest inert. */
export function ToastViewport({ ofPage = false }: { ofPage?: boolean }) {
  const id = useId();
  const shown = useStore(toasts);
  const top = useStore(layers).at(-1) === id;

  useEffect(() => {
    layers.set((now) => (ofPage ? [id, ...now] : [...now, id]));
    return () => layers.set((now) => now.filter((layer) => layer !== id));
  }, [id, ofPage]);

  return (
    <div className={styles.viewport} role="status" aria-label="Messages">
      {top && shown.map((toast) => <ToastCard key={toast.id} toast={toast} />)}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { id, text, tone, action } = toast;
  const card = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const timer = setInterval(
      () => {
        if (!card.current?.matches(':hover, :focus-within')) dismissToast(id);
      },
      tone === 'problem' ? PROBLEM_MS : SHOWN_MS,
    );
    return () => clearInterval(timer);
  }, [id, tone]);

  return (
    <div ref={card} className={styles.toast} data-tone={tone}>
      <p className={styles.text}>{text}</p>
      {action && (
        <Button
          tone="quiet"
          className={styles.action}
          onClick={() => {
            dismissToast(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label="Dismiss" className={styles.dismiss} onClick={() => dismissToast(id)} />
    </div>
  );
}
