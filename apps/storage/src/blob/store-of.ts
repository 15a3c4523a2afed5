import type { StorageSettings } from '../storage.settings.js';
import type { BlobStore } from './blob.store.js';
import { FolderStore } from './folder.store.js';

/** The store that the settings name. What a bucket needs is loaded only where there is one. */
export async function storeOf({ bucket, directory, uploadMaxBytes }: StorageSettings): Promise<BlobStore> {
  if (!bucket) return new FolderStore(directory, uploadMaxBytes);
  const { BucketStore } = await import('./bucket.store.js');
  return new BucketStore(bucket, uploadMaxBytes);
}
