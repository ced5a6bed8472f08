package dev.verdigris.e2e.dbt;

import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;

/** The dbt of this machine. */
public final class DbtProgram {

    private DbtProgram() {}

    /**
     * The program: {@code VERDIGRIS_DBT}, otherwise {@code dbt} on the path, if its Materialize adapter is installed.
     */
    public static Optional<String> find() {
        String dbt = System.getenv().getOrDefault("VERDIGRIS_DBT", "dbt");
        try {
            Program.Ended version = Program.in(Path.of(".")).run(dbt, "--version");
            boolean adapter = (version.out() + version.err()).contains("materialize");
            return version.exit() == 0 && adapter ? Optional.of(dbt) : Optional.empty();
        } catch (Absent why) {
            return Optional.empty();
        }
    }
}
