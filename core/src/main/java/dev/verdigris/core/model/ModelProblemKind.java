package dev.verdigris.core.model;

/** The kinds of problems in a project of models. Each has a fix. */
public enum ModelProblemKind {
    /** The text cannot be read as words or as a statement. */
    UNREADABLE("fix the statement; psql must be able to run it unchanged"),
    /** The file is a template for dbt. */
    DBT_MODEL("let dbt build it: verdigris exec -- dbt run; or write plain SQL"),
    /** The header of a check cannot be used. */
    CHECK_HEADER("correct the header of the check"),
    /** The path of a file does not say which object it defines. */
    MISPLACED_FILE("keep one object per file, at <schema>/<name>.sql or <database>/<schema>/<name>.sql"),
    /** The file belongs to a schema that the environment does not have. */
    SCHEMA_NOT_DEPLOYED("add the schema to the environment, or move the file out of the models"),
    /** Two files define the same object. */
    DEFINED_TWICE("keep one of the files"),
    /** A file contains neither CREATE VIEW nor CREATE MATERIALIZED VIEW. */
    DEFINITION_MISSING("write the CREATE VIEW or CREATE MATERIALIZED VIEW of the object in the path"),
    /** A file contains more than one of them. */
    DEFINITION_REPEATED("move each view into its own file"),
    /** The created name differs from the name in the path. */
    NAME_MISMATCH("make the created name and the file's path the same, letter by letter"),
    /** A deployment cannot create the object of such a statement again. */
    STATEMENT_REFUSED("move the statement out of the models"),
    /** With IF NOT EXISTS, the object of an earlier build would stay even if the file has changed. */
    IF_NOT_EXISTS("leave out IF NOT EXISTS"),
    /** An index, comment or grant is for an object of another file. */
    OTHER_OBJECT("move the statement into the file of the object that it is for"),
    /** COMMENT ON names the wrong kind of object. */
    COMMENT_MISMATCH("name the kind of object that the file defines"),
    /** Only the session's setting would decide on which cluster an object runs. */
    CLUSTER_UNDECIDED("write IN CLUSTER with one of the environment's clusters"),
    /** The environment does not have the cluster. */
    CLUSTER_NOT_DEPLOYED("name one of the environment's clusters, or add this one to the environment"),
    /** The text contains a staged name, which would mean the previous side after the swap. */
    STAGED_NAME_WRITTEN("write the live name; build replaces it with the staged one"),
    /** A query reads a relation of the environment's schemas that no file defines. */
    RELATION_MISSING("fix the name, or add the file that defines the relation"),
    /** A bare name could also mean a relation of the system catalog. */
    NAME_AMBIGUOUS("write the name with its schema"),
    /** A column reference names a schema that the swap renames, and the relation is not clear. */
    COLUMN_UNCLEAR("give the relation an alias in the FROM clause and use that before the column"),
    /** A query uses a type in a schema of the environment. */
    TYPE_IN_DEPLOYED_SCHEMA("keep types in a schema that is not deployed"),
    /** The server does not understand a query. */
    SERVER_REFUSES("correct the query, or what it reads"),
    /** Models read each other in a circle. */
    CYCLE("change what one of the models reads, or join them in one WITH MUTUALLY RECURSIVE query");

    private final String fix;

    ModelProblemKind(String fix) {
        this.fix = fix;
    }

    /** The fix: an instruction that begins in lower case and has no full stop. */
    public String fix() {
        return fix;
    }
}
