import { useState } from 'react';
import type { Attachment } from '../../api/types';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import styles from './AttachmentView.module.css';
import { useSignedUrl } from './comment-queries';
import { formatSize } from '../../state/size';

/** A file on a comment: a picture shows itself and can be enlarged, anything else is a link. */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  return attachment.resource_type === 'image' ? (
    <Picture attachment={attachment} />
  ) : (
    <FileLink attachment={attachment} />
  );
}

function Picture({ attachment }: { attachment: Attachment }) {
  const { file_name: name, file_url: fileUrl, image_width: width, image_height: height } = attachment;
  const { data, isError } = useSignedUrl(fileUrl);
  const [shown, setShown] = useState<string>();
  const [broken, setBroken] = useState(false);
  const [large, setLarge] = useState(false);

  // A renewed address would load the same picture again, so the first one stays.
  if (data && !shown) setShown(data.url);

  if (isError || broken) return <FileLink attachment={attachment} />;
  return (
    <>
      <button type="button" className={styles.picture} aria-label={`Enlarge ${name}`} onClick={() => setLarge(true)}>
        <img
          src={shown}
          alt={name}
          width={width ?? undefined}
          height={height ?? undefined}
          decoding="async"
          onError={() => setBroken(true)}
        />
      </button>
      {large && (
        <Dialog title={name} shape="picture" onClose={() => setLarge(false)}>
          <img className={styles.large} src={data?.url ?? shown} alt={name} />
          <p className={styles.open}>
            <a href={data?.url ?? shown} target="_blank" rel="noreferrer">
              Open the original
            </a>
          </p>
        </Dialog>
      )}
    </>
  );
}

function FileLink({ attachment }: { attachment: Attachment }) {
  const { file_name: name, file_url: fileUrl, file_size: size } = attachment;
  const { data } = useSignedUrl(fileUrl);
  return (
    <a className={styles.file} href={data?.url} target="_blank" rel="noreferrer">
      <Icon name="file" />
      <span className={styles.name}>{name}</span>
      <span className={styles.size}>{formatSize(size)}</span>
    </a>
  );
}
