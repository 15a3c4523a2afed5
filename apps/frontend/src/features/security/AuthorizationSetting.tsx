import { Button } from '../../ui/Button';
import { useAuthorizations, useTakeBack } from './app-queries';
import { when } from '../../state/moments';
import { Line, lines, Setting } from '../../ui/Setting';

/** The apps that were let into the account, and the way to show them out. */
export function AuthorizationSetting() {
  const { data: authorizations } = useAuthorizations();
  const { mutate: takeBack } = useTakeBack();
  const none = authorizations?.length === 0;
  return (
    <Setting
      title="Apps with access"
      note={none ? 'You have let no app in.' : 'You have let them in. None can change who gets in here.'}
    >
      <ul className={lines} aria-label="Apps with access">
        {authorizations?.map(({ id, app_name, scopes, created_at, last_used_at }) => (
          <Line
            key={id}
            name={app_name}
            about={[
              scopes.join(', '),
              `since ${when(created_at)}`,
              last_used_at ? `last used ${when(last_used_at)}` : 'never used',
            ].join(' · ')}
          >
            <Button onClick={() => takeBack(id)} aria-label={`Take back what ${app_name} may do`}>
              Take back
            </Button>
          </Line>
        ))}
      </ul>
    </Setting>
  );
}
