package dev.verdigris.engine.model;

import java.util.Locale;

import dev.verdigris.engine.model.Layout.Project;

/** One run at a time sits here. Two seats of one project are two jobs of its pipeline. */
public enum Seat {
    /** A run of project alpha. */
    ALPHA(Project.ALPHA),
    /** Another run of project alpha. */
    ALSO_ALPHA(Project.ALPHA),
    /** A run of project beta. */
    BETA(Project.BETA),
    /** A user of dbt, who works on the pairs of alpha. */
    DBT(Project.ALPHA);

    private final Project project;

    Seat(Project project) {
        this.project = project;
    }

    /** The project whose pairs the runs of this seat change. */
    public Project project() {
        return project;
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
