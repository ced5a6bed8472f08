package dev.verdigris.core.deployment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment that the macros of dbt write on each schema that they have promoted: who promoted it, when, and from
 * which commit (dbt-materialize: deploy_promote). It is about one version, so no later version gets it.
 *
 * @param role the role that promoted
 * @param at the time, as the comment gives it; the macros of dbt-materialize 1.9 leave it empty
 * @param commit the commit, if there is one
 */
public record DbtDeployment(String role, Optional<String> at, Optional<String> commit) {

    private static final Pattern COMMENT =
            Pattern.compile("Deployment by (.+?) on(?: (.*?))?(?:\\s*\\| Commit SHA: (\\S+))?", Pattern.DOTALL);

    /** The deployment that a comment on a schema is about; empty for any other comment. */
    public static Optional<DbtDeployment> of(String comment) {
        Matcher matcher = COMMENT.matcher(comment.strip());
        return matcher.matches()
                ? Optional.of(new DbtDeployment(
                        matcher.group(1),
                        Optional.ofNullable(matcher.group(2)).filter(at -> !at.isBlank()),
                        Optional.ofNullable(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "by " + role + at.map(time -> " on " + time).orElse("")
                + commit.map(sha -> ", commit " + sha).orElse("");
    }
}
