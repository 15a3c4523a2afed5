import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allPages, answer, api } from '../../api/client';
import { runCommands } from '../../api/commands';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Attachment, Comment } from '../../api/types';
import { offerUndo, undoable } from '../../api/undo';
import { showToast } from '../../ui/toast-store';

export interface CommentDraft {
  content: string;
  attachment: Attachment | null;
}

export function useComments(taskId: string) {
  return useQuery({
    queryKey: keys.comments(taskId),
    queryFn: () =>
      allPages((query) => api.GET('/api/v1/comments', { params: { query: { ...query, task_id: taskId } } })),
  });
}

export function usePostComment(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ content, attachment }: CommentDraft) =>
      answer(
        api.POST('/api/v1/comments', {
          body: { task_id: taskId, content, ...(attachment ? { attachment: referenceTo(attachment) } : {}) },
        }),
      ),
    onSuccess: (comment) => {
      client.setQueryData<Comment[]>(keys.comments(taskId), (now) => now && [...now, comment]);
      void client.invalidateQueries({ queryKey: keys.tasks });
    },
  });
}

function referenceTo({ file_url, file_name, file_type, resource_type }: Attachment) {
  return { file_url, file_name, file_type, resource_type };
}

/** Writes a comment anew. */
export function useUpdateComment({ id, item_id: taskId = '' }: Comment) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (content: string) =>
      answer(api.POST('/api/v1/comments/{id}', { params: { path: { id } }, body: { content } })),
    onSuccess: (fresh) =>
      client.setQueryData<Comment[]>(keys.comments(taskId), (now) => now?.map((one) => (one.id === id ? fresh : one))),
  });
}

/** Joins those who chose an emoji for a comment, or leaves them. */
export function useReact({ id, item_id: taskId = '' }: Comment) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reaction, isAdded }: { reaction: string; isAdded: boolean }) =>
      runCommands([{ type: isAdded ? 'note_reaction_add' : 'note_reaction_remove', args: { id, reaction } }]),
    onError: (error) => showToast(`That was not noted. ${asProblem(error).message}`, { tone: 'problem' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.comments(taskId) }),
  });
}

/** Deletes a comment; shows at once, and can be undone. */
export function useDeleteComment(taskId: string) {
  const client = useQueryClient();
  const key = keys.comments(taskId);
  return useMutation({
    mutationFn: async ({ id }: Comment) => {
      const { token, headers } = undoable();
      await answer(api.DELETE('/api/v1/comments/{id}', { params: { path: { id } }, headers }));
      return token;
    },
    onMutate: async (comment) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<Comment[]>(key, (now) => now?.filter(({ id }) => id !== comment.id));
    },
    onError: (error) => showToast(`The comment was not deleted. ${asProblem(error).message}`, { tone: 'problem' }),
    onSuccess: (token) => offerUndo(client, 'Deleted the comment', token),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: keys.tasks });
    },
  });
}

const SLACK_MS = 30_000;

/** An address of a file's bytes that works without further proof, renewed before it expires while it is shown. */
export function useSignedUrl(fileUrl: string) {
  return useQuery({
    queryKey: keys.file(fileUrl),
    queryFn: () => signedUrl(fileUrl),
    staleTime: ({ state }) => (state.data ? lifeOf(state.data) : 0),
    refetchInterval: ({ state }) => (state.data ? Math.max(lifeOf(state.data), 5_000) : false),
  });
}

interface Signed {
  url: string;
  expires_at: string;
}

function lifeOf({ expires_at }: Signed): number {
  return Math.max(0, Date.parse(expires_at) - Date.now() - SLACK_MS);
}

async function signedUrl(fileUrl: string): Promise<Signed> {
  const [id = '', name = ''] = new URL(fileUrl).pathname.split('/').slice(-2).map(decodeURIComponent);
  return answer(
    api.GET('/api/v1/files/{id}/{name}', {
      params: { path: { id, name } },
      headers: { Accept: 'application/json' },
    }),
  );
}
