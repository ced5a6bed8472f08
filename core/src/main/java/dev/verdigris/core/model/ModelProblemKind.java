package dev.verdigris.core.model;

/** What can be wrong with a project of models; each kind knows what fixes it. */
public enum ModelProblemKind {
    /** The text cannot be cut into words or followed as a statement. */
    UNREADABLE("fix the statement; each must run under psql as it stands"),
    /** The path of a file does not say which object it defines. */
    MISPLACED_FILE("keep one object per file, at <schema>/<name>.sql or <database>/<schema>/<name>.sql"),
    /** The file lies in a schema that the environment does not deploy. */
    SCHEMA_NOT_DEPLOYED("add the schema to the environment, or move the file out of the models"),
    /** Two files define the same object. */
    DEFINED_TWICE("keep one of the files"),
    /** A file holds no CREATE VIEW and no CREATE MATERIALIZED VIEW. */
    DEFINITION_MISSING("write the CREATE VIEW or CREATE MATERIALIZED VIEW that the path promises"),
    /** A file holds more than one of them. */
    DEFINITION_REPEATED("move each view into a file of its own"),
    /** The created name is not the one that the path says. */
    NAME_MISMATCH("make the created name and the file's path the same, letter by letter"),
    /** The statement is of a kind that a deployment cannot build anew. */
    STATEMENT_REFUSED("move the statement out of the models"),
    /** IF NOT EXISTS would keep what an earlier build left, whatever the file says now. */
    LENIENT_CREATION("leave out IF NOT EXISTS"),
    /** An index, comment or grant concerns an object of another file. */
    OTHER_OBJECT("move the statement into the file of the object that it concerns"),
    /** COMMENT ON names the wrong kind of object. */
    COMMENT_MISMATCH("name the kind of object that the file defines"),
    /** Nothing but the session's setting would decide on which cluster an object lives. */
    CLUSTER_UNDECIDED("write IN CLUSTER with one of the environment's clusters"),
    /** The cluster is none of the environment's. */
    CLUSTER_NOT_DEPLOYED("name one of the environment's clusters, or add this one to the environment"),
    /** The text names the staged side itself and would point at the previous one after the swap. */
    STAGED_NAME_WRITTEN("write the production name; building translates it"),
    /** A query reads a relation of a deployed schema that no file defines. */
    RELATION_MISSING("fix the name, or add the file that defines the relation"),
    /** A bare name could also mean a relation of the system catalog. */
    NAME_AMBIGUOUS("write the name with its schema"),
    /** A column reference names a schema that the swap renames, and it is not clear which relation is meant. */
    COLUMN_UNCLEAR("give the relation an alias in the FROM clause and use that before the column"),
    /** A query uses a type that lives in a schema which is built anew. */
    TYPE_IN_DEPLOYED_SCHEMA("keep types in a schema that is not deployed"),
    /** Models read one another in a circle. */
    CYCLE("let one of the models read something else, or join them in one WITH MUTUALLY RECURSIVE query");

    private final String fix;

    ModelProblemKind(String fix) {
        this.fix = fix;
    }

    /** What fixes it: an instruction, beginning in lower case and without a full stop. */
    public String fix() {
        return fix;
    }
}
