COMMENT ON VIEW k IS something
