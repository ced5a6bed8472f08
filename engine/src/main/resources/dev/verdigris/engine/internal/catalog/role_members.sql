-- Direct memberships: member_id is a member of role_id.
SELECT m.role_id AS role_id, m.member AS member_id
FROM mz_catalog.mz_role_members AS m
