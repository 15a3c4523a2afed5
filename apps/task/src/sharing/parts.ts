/** In SQL, as `part`: the `role` of each `user_id` in each `project_id` that is shared, the owner's too. */
export const parts = `(
  SELECT project_id, user_id, role FROM project_member
  UNION ALL
  SELECT id, user_id, 'owner' FROM project WHERE EXISTS (SELECT 1 FROM project_member WHERE project_id = project.id)
) part`;
