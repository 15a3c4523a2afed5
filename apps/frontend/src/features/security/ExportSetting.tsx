import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { form, Setting } from '../../ui/Setting';
import { CurrentPasswordField } from './CurrentPasswordField';
import { useExport } from './export-queries';

/** Everything that is known of the person, as one file. */
export function ExportSetting() {
  const [password, setPassword] = useState('');
  const { mutate: download, isPending, error } = useExport(() => setPassword(''));
  return (
    <Setting
      title="Your data"
      note="Everything that Errand knows of you, as one archive: account, sessions, tasks, comments and files."
    >
      <form
        className={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) download(password);
        }}
      >
        <CurrentPasswordField
          label="Password, to download your data"
          value={password}
          error={error ? asProblem(error).message : undefined}
          onChange={setPassword}
        />
        <Button type="submit" busy={isPending}>
          Download everything
        </Button>
      </form>
    </Setting>
  );
}
