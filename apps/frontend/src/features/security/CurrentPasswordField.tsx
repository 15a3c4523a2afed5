import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { TextField } from '../../ui/TextField';

interface CurrentPasswordFieldProps {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (password: string) => void;
}

/** The password, once more. An account without one shows by a fresh sign-in that its holder asks. */
export function CurrentPasswordField({ label, value, error, onChange }: CurrentPasswordFieldProps) {
  const { data: user } = useQuery({
    queryKey: keys.user,
    queryFn: () => answer(api.GET('/api/v1/user')),
    staleTime: 5 * 60_000,
  });
  if (user && !user.has_password) return error ? <p role="alert">{error}</p> : null;
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="current-password"
      maxLength={256}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
