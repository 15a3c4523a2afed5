import { createStore } from '../state/store';

export interface Toast {
  id: number;
  text: string;
  tone: 'calm' | 'problem';
  action?: { label: string; run: () => void } | undefined;
  /** What it is about: a later toast about the same takes its place. */
  about?: string | undefined;
}

export const toasts = createStore<Toast[]>([]);

/** More would hide the page. */
const MOST = 3;

let last = 0;

/** Says something in passing, at the foot of the page, with at most one thing to do about it. */
export function showToast(text: string, options: Partial<Pick<Toast, 'tone' | 'action' | 'about'>> = {}): number {
  const { tone = 'calm', action, about } = options;
  const toast: Toast = { id: ++last, text, tone, action, about };
  toasts.set((now) => [...now.filter((one) => !about || one.about !== about).slice(1 - MOST), toast]);
  return toast.id;
}

export function dismissToast(id: number): void {
  toasts.set((now) => now.filter((toast) => toast.id !== id));
}

/** Does what the newest toast offers; answers false when none offers anything. */
export function takeNewestOffer(): boolean {
  const offering = toasts.get().findLast(({ action }) => action);
  if (!offering) return false;
  dismissToast(offering.id);
  offering.action?.run();
  return true;
}
