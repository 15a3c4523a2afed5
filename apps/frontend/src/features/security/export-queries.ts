import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { useFreshen } from './security-queries';

/** Downloads the archive; the browser puts it where downloads go. */
export function useExport(onSuccess: () => void) {
  return useMutation({
    mutationFn: async (current_password: string) => {
      const call = api.POST('/api/v1/user/export', { body: { current_password }, parseAs: 'blob' });
      const bytes = await answer<Blob>(call);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(bytes);
      link.download = `errand-${new Date().toISOString().slice(0, 10)}.zip`;
      link.click();
      // by then the browser has it
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    onSuccess,
    onSettled: useFreshen(),
  });
}
