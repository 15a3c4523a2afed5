import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allPages, answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { ReceivedInvitation } from '../../api/types';
import { showToast } from '../../ui/toast-store';
import type { GivenRole } from './roles';
import type { Thing } from './thing';

const LOOK_AGAIN_MS = 60_000;

/** Where the API has what concerns the people of a thing. */
const paths = {
  project: {
    invitations: '/api/v1/projects/{id}/invitations',
    member: '/api/v1/projects/{id}/members/{user_id}',
    leave: '/api/v1/projects/{id}/leave',
  },
  task: {
    invitations: '/api/v1/tasks/{id}/invitations',
    member: '/api/v1/tasks/{id}/members/{user_id}',
    leave: '/api/v1/tasks/{id}/leave',
  },
} as const;

/** Invitations to a thing that wait for an answer; only its managers may know. */
export function useInvitations({ kind, id }: Thing) {
  return useQuery({
    queryKey: keys.invitations(id),
    queryFn: () => allPages((query) => api.GET(paths[kind].invitations, { params: { path: { id }, query } })),
  });
}

/** What the person is invited to. */
export function useReceivedInvitations() {
  return useQuery({
    queryKey: keys.received,
    queryFn: () => allPages((query) => api.GET('/api/v1/invitations', { params: { query } })),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useInvite({ kind, id }: Thing) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; role: GivenRole; message: string }) =>
      answer(api.POST(paths[kind].invitations, { params: { path: { id } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.invitations(id) }),
  });
}

export function useRevoke(thing: Thing) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } })),
    onError: tell,
    onSettled: () => client.invalidateQueries({ queryKey: keys.invitations(thing.id) }),
  });
}

interface Change {
  user_id: string;
  /** None removes. */
  role: GivenRole | null;
}

/** Gives a collaborator another role, or none. */
export function useChangeCollaborator({ kind, id }: Thing) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ user_id, role }: Change): Promise<void> => {
      const params = { path: { id, user_id } };
      if (role) await answer(api.POST(paths[kind].member, { params, body: { role } }));
      else await answer(api.DELETE(paths[kind].member, { params }));
    },
    onError: tell,
    onSettled: () => {
      for (const queryKey of [keys.collaborators(id), keys.invitations(id), keys.projects, keys.tasks]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}

/** Leaves a thing, after which the person sees it no more. */
export function useLeave({ kind, id }: Thing, onLeft: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST(paths[kind].leave, { params: { path: { id } } })),
    onSuccess: async () => {
      onLeft();
      // The tasks first: one without its project would look as if it was shared alone.
      for (const queryKey of [keys.tasks, keys.projects]) await client.invalidateQueries({ queryKey });
    },
    onError: tell,
  });
}

/** Accepts or declines. */
export function useAnswerInvitation(onAccepted: (invitation: ReceivedInvitation) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ invitation: { id }, accept }: { invitation: ReceivedInvitation; accept: boolean }) => {
      const params = { path: { id } };
      if (accept) await answer(api.POST('/api/v1/invitations/{id}/accept', { params }));
      else await answer(api.POST('/api/v1/invitations/{id}/decline', { params }));
    },
    onSuccess: (_, { invitation, accept }) => {
      if (accept) onAccepted(invitation);
      else showToast(`Declined “${invitation.name}”`);
    },
    onError: tell,
    onSettled: async () => {
      for (const queryKey of [keys.received, keys.projects, keys.tasks]) await client.invalidateQueries({ queryKey });
    },
  });
}

const tell = (error: unknown): void => void showToast(asProblem(error).message, { tone: 'problem' });
