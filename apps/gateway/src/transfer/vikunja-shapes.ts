/** What of Vikunja's `data.json` is read, by the names of its API; any of it may be missing. */
export interface VikunjaProject {
  id: number;
  title: string;
  description?: string;
  hex_color?: string;
  parent_project_id?: number;
  is_archived?: boolean;
  is_favorite?: boolean;
  created?: string;
  updated?: string;
  tasks?: VikunjaTask[] | null;
  buckets?: { id: number; title: string }[] | null;
}

export interface VikunjaTask {
  id: number;
  title: string;
  description?: string;
  done?: boolean;
  done_at?: string;
  due_date?: string;
  start_date?: string;
  end_date?: string;
  percent_done?: number;
  priority?: number;
  repeat_after?: number;
  repeat_mode?: number;
  bucket_id?: number;
  is_favorite?: boolean;
  created?: string;
  updated?: string;
  labels?: { title: string; hex_color?: string }[] | null;
  assignees?: { username: string }[] | null;
  reminders?: { reminder?: string; relative_period?: number; relative_to?: string }[] | null;
  related_tasks?: Record<string, { id: number; title?: string }[] | null> | null;
  comments?: { comment: string; created?: string; author?: { username?: string } }[] | null;
  attachments?: { file?: { id: number; name?: string; mime?: string; size?: number } }[] | null;
}

/** A moment as the API tells it, or null: what was never set is told as the first day of the year 1. */
export const momentOf = (text: string | undefined): string | null => {
  const moment = text ? new Date(text) : undefined;
  return !moment || Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1000 ? null : moment.toISOString();
};

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of what Vikunja keeps as HTML: a line for each block, a dash before each item of a list. */
export function textOf(html: string | undefined, most: number): string {
  const text = (html ?? '')
    .replace(/<li[^>]*>/gi, '- ')
    .replace(/<br[^>]*>|<\/(p|div|li|h[1-6]|tr|pre|blockquote)>/gi, '\n')
    .replace(/<a[^>]* href="([^"]*)"[^>]*>(.*?)<\/a>/gis, '[$2]($1)')
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&([a-z]+);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return [...text].length > most || text.length > most ? text.slice(0, most).replace(/[\ud800-\udbff]$/, '') : text;
}
