import { disableTypes, imageSize, types } from 'image-size';
import { isPicture } from './media-type.js';

export interface Dimensions {
  width: number;
  height: number;
}

const read = new Set(['png', 'jpg', 'gif', 'webp', 'heif']);
disableTypes(types.filter((type) => !read.has(type)));

/** EXIF orientations from here on lie on their side. */
const sideways = 5;

/** Width and height as the picture is seen, from its first bytes; undefined when they do not tell. */
export function dimensions(type: string, head: Uint8Array): Dimensions | undefined {
  if (!isPicture(type)) return undefined;
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    return orientation < sideways ? { width, height } : { width: height, height: width };
  } catch {
    return undefined;
  }
}
