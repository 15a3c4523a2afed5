import { useLocation, type Location } from 'react-router';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import styles from './AccountForm.module.css';
import { useLeaveToSignIn, useProviders } from './provider-queries';

/** A way in for each system that one can sign in with; who is new there gets an account. */
export function ProviderButtons() {
  const { data: providers } = useProviders();
  const { mutate: leave, isPending, isSuccess, error } = useLeaveToSignIn();
  const { state } = useLocation() as { state: { from?: Location } | null };
  const from = state?.from ? state.from.pathname + state.from.search : '/';
  return (
    <>
      {error && <Notice tone="problem">{asProblem(error).message}</Notice>}
      {providers?.map(({ id, name }) => (
        <Button
          key={id}
          disabled={isPending || isSuccess}
          className={styles.submit}
          onClick={() => leave({ provider: id, from })}
        >
          Continue with {name}
        </Button>
      ))}
    </>
  );
}
