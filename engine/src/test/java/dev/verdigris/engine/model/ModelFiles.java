package dev.verdigris.engine.model;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.SchemaName;

/**
 * The files of the projects, in three versions. Schema b is the same in the first two, so a build may keep its view.
 * From the second version on, the first schema has one more view. The checks fail on the third.
 */
final class ModelFiles {

    /** The number of versions. */
    static final int VERSIONS = 3;

    private ModelFiles() {}

    /** The files of a version for the schemas of an environment. */
    static List<ModelFile> of(Environment environment, String prefix, int version) {
        List<ModelFile> files = new ArrayList<>();
        for (SchemaName schema : environment.schemas()) {
            String name = schema.schema().value();
            files.add(file(name, "v", create(environment, name, prefix) + select(name, prefix, version)));
        }
        String first = environment.schemas().get(0).schema().value();
        if (version > 1) {
            files.add(file(first, "more", "CREATE VIEW more AS SELECT id FROM " + first + ".v"));
        }
        return files;
    }

    /** Whether a file is of a version on which the checks fail. */
    static boolean failsChecks(String text) {
        return text.contains(number(VERSIONS));
    }

    /** The query of the checks for a schema: it returns rows on the last version. */
    static String check(SchemaName schema) {
        return "SELECT id FROM " + schema.schema().value() + ".v WHERE version = " + VERSIONS + ";\n";
    }

    private static String create(Environment environment, String schema, String prefix) {
        String cluster = environment.clusters().get(0).value();
        return schema.equals(prefix + "b") ? "CREATE VIEW v" : "CREATE MATERIALIZED VIEW v IN CLUSTER " + cluster;
    }

    private static String select(String schema, String prefix, int version) {
        boolean older = schema.equals(prefix + "b") && version < VERSIONS;
        return " AS SELECT id, " + number(older ? 1 : version) + " FROM " + prefix + "raw.orders";
    }

    private static String number(int version) {
        return version + " AS version";
    }

    private static ModelFile file(String schema, String name, String text) {
        String path = schema + "/" + name + ".sql";
        return new ModelFile(path, path, text + ";\n");
    }
}
