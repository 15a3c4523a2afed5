/** What class-transformer was told by its decorators, which it keeps in a file of its own and does not export. */
declare module 'class-transformer/cjs/storage.js' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage.js';
}
