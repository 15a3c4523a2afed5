/** What a browser may show in place: it can neither run scripts nor pose as a page. SVG, HTML and PDF are not among them. */
const shown = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/ogg',
  'audio/wav',
  'audio/webm',
  'audio/flac',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
]);

const unknown = 'application/octet-stream';

/** The sender's media type without its parameters; `application/octet-stream` when it is none (RFC 6838, section 4.2). */
export function cleanMediaType(type: string): string {
  const [essence = ''] = type.toLowerCase().split(';');
  const token = '[a-z0-9][a-z0-9!#$&^_.+-]{0,62}';
  return new RegExp(`^${token}/${token}$`).test(essence.trim()) ? essence.trim() : unknown;
}

/** Whether a browser may show it in place; it is offered as a download otherwise. */
export const isShown = (type: string): boolean => shown.has(type);

/** Whether it is a picture that a browser shows. */
export const isPicture = (type: string): boolean => isShown(type) && type.startsWith('image/');

/** How clients present it. */
export function resourceType(type: string): 'file' | 'image' | 'audio' | 'video' {
  const [kind] = type.split('/');
  return isShown(type) && (kind === 'image' || kind === 'audio' || kind === 'video') ? kind : 'file';
}
