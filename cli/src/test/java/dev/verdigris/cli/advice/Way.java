package dev.verdigris.cli.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One way to end a problem: the parts of a fix, with one alternative of each choice.
 *
 * @param parts at least one
 */
record Way(List<Part> parts) {

    /** A part of a way. */
    sealed interface Part {}

    /**
     * A statement.
     *
     * @param remark what the reader should know before; empty if there is nothing
     */
    record Sql(String statement, String remark) implements Part {

        /** Whether it only shows something. */
        boolean shows() {
            return statement.startsWith("SELECT ") && !statement.contains("pg_cancel_backend");
        }

        /** Whether it is for a superuser. Otherwise the one who runs the verb runs it. */
        boolean bySuperuser() {
            return remark.contains("superuser");
        }
    }

    /** A command, as arguments of the command line. */
    record Command(String verb, List<String> arguments) implements Part {

        /** Whether it only shows something. */
        boolean shows() {
            return List.of("status", "plan", "history").contains(verb);
        }

        /** Whether it asks before it acts. */
        boolean asks() {
            return List.of("cleanup", "abort").contains(verb);
        }
    }

    /** An instruction that is the whole part. */
    record Words(String text) implements Part {}

    /** The label of an alternative that has a statement or a command. It may ask for something before that. */
    record Label(String text) implements Part {}

    /** A consent, which only a person gives. */
    record Consent(String code) implements Part {}

    /** The ways of a fix in JSON. */
    static List<Way> of(JsonNode fix) {
        return switch (fix.path("kind").asText()) {
            case "sql" ->
                List.of(new Way(elements(fix.path("statements"))
                        .<Part>map(each -> new Sql(
                                each.path("sql").asText(), each.path("remark").asText("")))
                        .toList()));
            case "command" -> List.of(new Way(List.of(command(fix))));
            case "edit" -> words(fix.path("change").asText());
            case "advice" -> words(fix.path("advice").asText());
            case "consent" ->
                List.of(new Way(List.of(new Consent(fix.path("code").asText()))));
            case "choice" ->
                elements(fix.path("alternatives")).flatMap(Way::alternative).toList();
            case "steps" -> elements(fix.path("steps")).map(Way::of).reduce(List.of(new Way(List.of())), Way::inTurn);
            default -> throw new IllegalStateException("a fix of an unknown kind: " + fix);
        };
    }

    private static List<Way> words(String text) {
        return List.of(new Way(List.of(new Words(text))));
    }

    private static Stream<Way> alternative(JsonNode alternative) {
        String label = alternative.path("label").asText();
        return alternative.has("fix")
                ? inTurn(List.of(new Way(List.of(new Label(label)))), of(alternative.path("fix"))).stream()
                : words(label).stream();
    }

    private static List<Way> inTurn(List<Way> first, List<Way> second) {
        return first.stream()
                .flatMap(before -> second.stream()
                        .map(after -> new Way(Stream.concat(before.parts().stream(), after.parts().stream())
                                .toList())))
                .toList();
    }

    private static Command command(JsonNode fix) {
        String verb = fix.path("verb").asText();
        List<String> arguments =
                new ArrayList<>(List.of(verb, "-e", fix.path("environment").asText()));
        for (Map.Entry<String, JsonNode> option : fix.path("options").properties()) {
            arguments.add("--" + option.getKey());
            if (!option.getValue().isBoolean()) {
                arguments.add(option.getValue().asText());
            }
        }
        return new Command(verb, List.copyOf(arguments));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }

    /** Whether a machine can follow it in a situation. */
    boolean isFollowable(Situation situation) {
        return parts.stream().allMatch(part -> switch (part) {
            case Sql sql -> !sql.statement().contains("…");
            case Command command -> true;
            case Words words -> situation.hand(words.text()).isPresent();
            case Label label -> true;
            case Consent consent -> false;
        });
    }

    /** Whether it only shows something, so that the problem remains. */
    boolean shows() {
        return parts.stream().anyMatch(part -> !(part instanceof Label))
                && parts.stream().allMatch(part -> switch (part) {
                    case Command command -> command.shows();
                    case Sql sql -> sql.shows();
                    case Label label -> true;
                    case Words words -> false;
                    case Consent consent -> false;
                });
    }

    /** Whether it makes another version live. */
    boolean moves() {
        return parts.stream()
                .filter(Command.class::isInstance)
                .map(Command.class::cast)
                .anyMatch(command -> List.of("promote", "rollback").contains(command.verb()));
    }
}
