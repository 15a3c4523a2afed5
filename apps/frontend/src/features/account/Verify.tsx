import { Link, useLocation } from 'react-router';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import styles from './AccountForm.module.css';
import { useConfirmEmail } from './account-queries';
import { Welcome } from './Welcome';

/** Where the link in the mail leads that proves an address. It wants a click: mail programs look at links, too. */
export function Verify() {
  const token = useLocation().hash.slice(1);
  const { mutate: confirm, isPending, isSuccess, error } = useConfirmEmail();
  return (
    <Welcome title="Is this your address?" foot={<Link to="/">Go to Errand</Link>}>
      {error && <Notice tone="problem">{asProblem(error).message}</Notice>}
      {isSuccess ? (
        <Notice>Your address is confirmed.</Notice>
      ) : (
        <Button tone="main" busy={isPending} className={styles.submit} onClick={() => confirm(token)}>
          Yes, it is mine
        </Button>
      )}
    </Welcome>
  );
}
