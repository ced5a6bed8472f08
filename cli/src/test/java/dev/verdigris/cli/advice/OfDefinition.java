package dev.verdigris.cli.advice;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.problem.ProblemCode;

/** Mistakes in the files of the project and in the connection. The fix is an edit. */
final class OfDefinition {

    static final List<Situation> ALL = List.of(
            Situation.of(
                            ProblemCode.BAD_CONFIG,
                            "a key is misspelled",
                            shop -> shop.write(
                                    "verdigris.yml", shop.configuration().text().replace("schemas:", "shcemas:")),
                            "status")
                    .byHand("Did you mean schemas?", Shop::configureAgain),
            Situation.of(
                            ProblemCode.BAD_CONFIG,
                            "the environment is misspelled",
                            shop -> shop.configure(shop.configuration().withEnvironment("prod")),
                            "status",
                            "-e",
                            "prdo")
                    .byHand(
                            "Did you mean prod?",
                            shop -> shop.configure(shop.configuration().withEnvironment("prdo"))),
            Situation.of(
                            ProblemCode.BAD_MODEL,
                            "a model runs on a misspelled cluster",
                            shop -> {
                                shop.verdigris("init");
                                shop.model("v", shop.version(shop.view(), shop.id("prdo"), 2) + ";");
                            },
                            "build")
                    .byHand("name one of the environment's clusters", shop -> shop.model(2)),
            edited(
                    ProblemCode.NO_PAIRS,
                    "the environment is empty",
                    file -> file.withSchemas(List.of()).withClusters(List.of()),
                    "list at least one"),
            edited(
                    ProblemCode.DUPLICATE_PAIR,
                    "a suffixed schema is listed as live",
                    file -> file.withSchemas(Stream.of("", Shop.SUFFIX)
                            .map(end -> file.schemas().getFirst() + end)
                            .toList()),
                    "list each live name once"),
            edited(
                    ProblemCode.NAME_TOO_LONG,
                    "the suffix is too long",
                    file -> file.withSuffix("_".repeat(250)),
                    "shorten"),
            edited(
                    ProblemCode.NAME_RESERVED,
                    "a schema of the server is listed",
                    file -> file.withSchemas(List.of(file.schemas().getFirst(), "mz_mart")),
                    "remove it"),
            edited(
                    ProblemCode.UNKNOWN_HOST,
                    "the host is misspelled",
                    file -> file.withServer(new Configuration.Server(
                            "nowhere.invalid", file.server().port(), "materialize", "disable")),
                    "correct the name of the host"),
            edited(
                    ProblemCode.TLS_FAILED,
                    "the server has no TLS",
                    file -> file.withServer(new Configuration.Server(
                            file.server().host(), file.server().port(), "materialize", "require")),
                    "correct the TLS mode"),
            edited(
                    ProblemCode.NO_DATABASE,
                    "the database is misspelled",
                    file -> file.withDatabase("materialise"),
                    "correct its name"));

    private OfDefinition() {}

    /** A configuration with a mistake, which is undone as the instruction says. */
    private static Situation edited(
            ProblemCode code, String when, UnaryOperator<Configuration> mistake, String instruction) {
        return Situation.of(
                        code,
                        when,
                        shop -> shop.write(
                                "verdigris.yml",
                                mistake.apply(shop.configuration()).text()),
                        "status")
                .byHand(instruction, Shop::configureAgain);
    }
}
