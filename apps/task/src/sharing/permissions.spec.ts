import { describe, expect, it } from '@jest/globals';
import { roles } from '#contracts/roles.js';
import { insist, isWithin, leastRole, may, type Permission, strongest } from './permissions.js';

const permissions: Permission[] = ['see', 'comment', 'complete', 'edit', 'manage', 'own'];

describe('permissions', () => {
  it('grow from role to role', () => {
    const granted = roles.map((role) => permissions.filter((permission) => may(role, permission)));
    expect(granted).toEqual([
      ['see'],
      ['see', 'comment', 'complete'],
      ['see', 'comment', 'complete', 'edit'],
      ['see', 'comment', 'complete', 'edit', 'manage'],
      permissions,
    ]);
  });

  it('are none for a stranger', () => {
    for (const permission of permissions) expect(may(undefined, permission)).toBe(false);
  });

  it('take the strongest of several roles', () => {
    expect(strongest('viewer', undefined, 'editor', 'commenter')).toBe('editor');
    expect(strongest(undefined)).toBeUndefined();
    expect(strongest()).toBeUndefined();
  });

  it('compare roles', () => {
    expect(isWithin('manager', 'manager')).toBe(true);
    expect(isWithin('owner', 'manager')).toBe(false);
  });

  it('read as not found for a stranger, and as forbidden, with what it takes, for a role that does not suffice', () => {
    expect(() => insist(undefined, 'see', 'task')).toThrow(expect.objectContaining({ code: 'task.not_found' }));
    expect(() => insist('viewer', 'edit', 'task')).toThrow(
      expect.objectContaining({
        kind: 'forbidden',
        code: 'task.forbidden',
        details: { expected: 'the role editor or above' },
      }),
    );
    expect(() => insist('editor', 'edit', 'task')).not.toThrow();
  });

  it('have a least role each', () => {
    expect(permissions.map(leastRole)).toEqual(['viewer', 'commenter', 'commenter', 'editor', 'manager', 'owner']);
  });
});
