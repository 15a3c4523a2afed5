import { useMemo, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { asProblem } from '../../api/problem';
import type { AuthorizationQuestion, AuthorizationRequest } from '../../api/types';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { useUser } from './account-queries';
import styles from './Consent.module.css';
import { useConsentQuestion, useDecide } from './consent-queries';
import { scopeWords } from './scope-words';
import { Welcome } from './Welcome';

/** Where an app sends people who are to let it in. Nobody is sent back unasked, for nobody vouches for apps. */
export function Consent() {
  const { search } = useLocation();
  const request = useMemo(() => readRequest(search), [search]);
  const { data: asked, error } = useConsentQuestion(request);
  const { data: user } = useUser();
  const foot = (
    <>
      {user && `You are signed in as ${user.email}. `}
      <Link to="/">Go to Errand</Link>
    </>
  );
  if (error) {
    return (
      <Welcome title="This link of an app is wrong" foot={foot}>
        <Notice tone="problem">{asProblem(error).message}</Notice>
      </Welcome>
    );
  }
  if (!asked) {
    return (
      <Welcome title="An app asks" foot={foot}>
        <Skeleton label="Loading what it asks for" />
      </Welcome>
    );
  }
  if (asked.refusal) return <Refused asked={asked} refusal={asked.refusal} foot={foot} />;
  return (
    <Welcome title={`Let “${asked.app_name}” into your account?`} foot={foot}>
      <Question asked={asked} request={request} />
    </Welcome>
  );
}

interface RefusedProps {
  asked: AuthorizationQuestion;
  refusal: NonNullable<AuthorizationQuestion['refusal']>;
  foot: ReactNode;
}

function Refused({ asked, refusal, foot }: RefusedProps) {
  return (
    <Welcome title={`“${asked.app_name}” asks for what it cannot get`} foot={foot}>
      <Notice tone="problem">{refusal.description}</Notice>
      <div className={styles.answers}>
        <Button onClick={() => window.location.assign(refusal.redirect_to)}>Back to {asked.returns_to}</Button>
      </div>
    </Welcome>
  );
}

function Question({ asked, request }: { asked: AuthorizationQuestion; request: AuthorizationRequest }) {
  const { mutate: decide, isPending, isSuccess, error } = useDecide(request);
  const busy = isPending || isSuccess;
  return (
    <>
      {error && <Notice tone="problem">{asProblem(error).message}</Notice>}
      <p>It could:</p>
      <ul className={styles.scopes} aria-label="What it could do">
        {asked.scopes.map((scope) => (
          <li key={scope}>{scopeWords[scope] ?? scope}</li>
        ))}
      </ul>
      <p>
        It could do nothing about passwords, sessions or other apps. You are sent to <strong>{asked.returns_to}</strong>
        , and can take it back at any time under “Account and security”.
      </p>
      <div className={styles.answers}>
        <Button disabled={busy} onClick={() => decide(false)}>
          Do not allow
        </Button>
        <Button tone="main" busy={busy} onClick={() => decide(true)}>
          Allow
        </Button>
      </div>
    </>
  );
}

function readRequest(search: string): AuthorizationRequest {
  const { client_id = '', ...rest } = Object.fromEntries(new URLSearchParams(search));
  return { ...rest, client_id };
}
