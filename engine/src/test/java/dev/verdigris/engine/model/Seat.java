package dev.verdigris.engine.model;

import java.util.Locale;

import dev.verdigris.engine.model.Layout.Project;

/** One run at a time sits here. Two seats of one project are two jobs of its pipeline, each with files of its own. */
public enum Seat {
    /** A run of project alpha, from a checkout with checks. */
    ALPHA(Project.ALPHA, true),
    /** Another run of project alpha, from a checkout without checks. */
    ALSO_ALPHA(Project.ALPHA, false),
    /** A run of project beta, which has no checks. */
    BETA(Project.BETA, false),
    /** A user of dbt, who works on the pairs of alpha. */
    DBT(Project.ALPHA, false);

    private final Project project;
    private final boolean checks;

    Seat(Project project, boolean checks) {
        this.project = project;
        this.checks = checks;
    }

    /** The project whose pairs the runs of this seat change. */
    public Project project() {
        return project;
    }

    /** Whether its checkout has checks, so that a promotion from there requires them. */
    public boolean hasChecks() {
        return checks;
    }

    /** Whether the statements of dbt's macros run here. */
    public boolean isDbt() {
        return this == DBT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
