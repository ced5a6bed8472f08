package dev.verdigris.cli.advice;

import java.util.List;

import dev.verdigris.core.problem.ProblemCode;

/** Missing rights of a role that is no superuser and owns nothing at first. */
final class OfRights {

    static final List<Situation> ALL = List.of(
            Situation.of(ProblemCode.NO_PRIVILEGE, "a role may create nothing", OfRights::deployer, "init"),
            Situation.of(
                    ProblemCode.NOT_MEMBER,
                    "the live schema belongs to another role",
                    shop -> {
                        deployer(shop);
                        able(shop);
                    },
                    "init"),
            Situation.of(
                    ProblemCode.NOT_OWNER,
                    "the live side belongs to another role",
                    shop -> {
                        shop.stage();
                        deployer(shop);
                        able(shop);
                    },
                    "promote"),
            Situation.of(
                    ProblemCode.NOT_SUPERUSER,
                    "default privileges are for all roles",
                    shop -> {
                        shop.system("ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN SCHEMA " + shop.schema("mart")
                                + " GRANT SELECT ON TABLES TO PUBLIC");
                        deployer(shop);
                        able(shop);
                        shop.system("GRANT materialize TO " + shop.id("deployer"));
                    },
                    "init"));

    private OfRights() {}

    /** Lets a new role run the verbs. */
    private static void deployer(Shop shop) {
        shop.system("CREATE ROLE " + shop.id("deployer"));
        shop.configure(shop.configuration().withUser(shop.name("deployer")));
    }

    /** Gives that role all that needs no ownership. */
    private static void able(Shop shop) {
        shop.system(
                "GRANT CREATECLUSTER ON SYSTEM TO " + shop.id("deployer"),
                "GRANT CREATE, USAGE ON DATABASE materialize TO " + shop.id("deployer"));
    }
}
