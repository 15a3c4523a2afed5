import { useEffect, useRef, useState } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { asProblem } from '../../api/problem';
import { arrival, takeWay } from '../../api/provider';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { TextField } from '../../ui/TextField';
import styles from './AccountForm.module.css';
import { useComeBack } from './provider-queries';
import { Welcome } from './Welcome';

/** Where a provider sends the browser back to. */
export function ComeBack() {
  const { search } = useLocation();
  const [way] = useState(takeWay);
  const arrived = useStore(arrival);
  const { mutate: comeBack, isPending, error } = useComeBack(way);
  const [code, setCode] = useState('');
  const begun = useRef(false);

  useEffect(() => {
    if (begun.current || arrived !== null) return;
    begun.current = true;
    comeBack({ parameters: search.slice(1) });
  }, [comeBack, search, arrived]);

  if (arrived !== null) return <Navigate to={arrived} replace />;
  const problem = error && asProblem(error);
  const codeWanted = problem?.code === 'session.code_required' || problem?.code === 'session.wrong_code';
  return (
    <Welcome title="Back from there" foot={<Link to={way?.from ?? '/'}>Go to Errand</Link>}>
      {problem && problem.code !== 'session.code_required' && <Notice tone="problem">{problem.message}</Notice>}
      {codeWanted ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isPending) comeBack({ parameters: search.slice(1), code });
          }}
        >
          <TextField
            label="Code"
            autoComplete="one-time-code"
            autoFocus
            hint="From your app, or one of your recovery codes."
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button type="submit" tone="main" busy={isPending} className={styles.submit}>
            Sign in
          </Button>
        </form>
      ) : (
        !problem && <Skeleton label="Signing you in" />
      )}
    </Welcome>
  );
}
