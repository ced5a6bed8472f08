-- System privileges: one access item per row, with role ids. A cast of a single mz_aclitem to text would have role names.
SELECT mz_internal.mz_aclitem_grantee(p.privileges) || '=' || mz_internal.mz_aclitem_privileges(p.privileges) || '/'
    || mz_internal.mz_aclitem_grantor(p.privileges) AS privilege
FROM mz_catalog.mz_system_privileges AS p
