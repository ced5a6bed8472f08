-- Both schemas have the same version.
SELECT facts.model_version AS core_version, meaning.model_version AS marts_version
FROM core.release_info AS facts
JOIN marts.release_info AS meaning ON meaning.model_version <> facts.model_version;
