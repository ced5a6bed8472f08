-- All users who may sell or bid, with their organization.
CREATE VIEW members AS
SELECT
    u.id AS member_id,
    u.name AS member,
    o.id AS organization_id,
    o.name AS organization
FROM auction_house.users AS u
JOIN auction_house.organizations AS o ON o.id = u.org_id;

CREATE INDEX members_by_id IN CLUSTER compute ON members (member_id);
COMMENT ON VIEW members IS 'one row per user of the auction house';
