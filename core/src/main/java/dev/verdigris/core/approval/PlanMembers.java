package dev.verdigris.core.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Kebab;

/**
 * The members of an object in the file of a plan. Each method throws an {@link IllegalArgumentException} if a member is
 * missing or has another type.
 */
record PlanMembers(Map<?, ?> members) {

    static PlanMembers of(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return new PlanMembers(map);
        }
        throw new IllegalArgumentException("not an object");
    }

    boolean has(String key) {
        return members.containsKey(key);
    }

    private <T> Optional<T> optional(String key, Class<T> type) {
        Object value = members.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(key + " has another type");
        }
        return Optional.of(type.cast(value));
    }

    private <T> T required(String key, Class<T> type) {
        return optional(key, type).orElseThrow(() -> new IllegalArgumentException("there is no " + key));
    }

    String text(String key) {
        return required(key, String.class);
    }

    Optional<String> optionalText(String key) {
        return optional(key, String.class);
    }

    Instant time(String key) {
        return Instant.parse(text(key));
    }

    Identifier name(String key) {
        return Identifier.of(text(key));
    }

    BigDecimal number(String key) {
        return required(key, BigDecimal.class);
    }

    Optional<BigDecimal> optionalNumber(String key) {
        return optional(key, BigDecimal.class);
    }

    Verb verb(String key) {
        return constant(Verb.values(), Verb::word, text(key));
    }

    <E extends Enum<E>> E constant(String key, E[] all) {
        return constant(all, Kebab::of, text(key));
    }

    private static <E> E constant(E[] all, Function<E, String> word, String text) {
        return Arrays.stream(all)
                .filter(each -> word.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word " + text));
    }

    PlanMembers object(String key) {
        return of(required(key, Map.class));
    }

    Stream<PlanMembers> objects(String key) {
        return list(key).stream().map(PlanMembers::of);
    }

    List<String> texts(String key) {
        return texts(list(key));
    }

    List<String> optionalTexts(String key) {
        return has(key) ? texts(key) : List.of();
    }

    boolean truth(String key) {
        return required(key, Boolean.class);
    }

    List<String> keys() {
        return members.keySet().stream().map(String::valueOf).toList();
    }

    List<List<String>> rows(String key) {
        return list(key).stream()
                .map(row -> {
                    if (row instanceof List<?> list) {
                        return texts(list);
                    }
                    throw new IllegalArgumentException("not a row");
                })
                .toList();
    }

    private List<?> list(String key) {
        return required(key, List.class);
    }

    private static List<String> texts(List<?> list) {
        return list.stream()
                .map(each -> {
                    if (each instanceof String text) {
                        return text;
                    }
                    throw new IllegalArgumentException("not a text");
                })
                .toList();
    }
}
