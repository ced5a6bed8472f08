package dev.verdigris.engine.rights;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.rights.AccessOracle.Right;

import static dev.verdigris.engine.rights.AccessParityTest.without;
import static org.assertj.core.api.Assertions.assertThat;

/** The rights that the problems of a promotion name. */
record NamedAccess(
        World world, int pairs, List<String> roles, AccessOracle oracle, Set<Right> staged, List<Problem> problems) {

    /** The codes of these problems. */
    static final List<ProblemCode> CODES =
            List.of(ProblemCode.LOST_ACCESS, ProblemCode.GAINED_ACCESS, ProblemCode.OTHER_OWNER);

    private static final Map<String, String> LETTERS =
            Map.of("SELECT", "r", "INSERT", "a", "UPDATE", "w", "DELETE", "d", "USAGE", "U", "CREATE", "C");

    private static final Map<ProblemCode, String> WORDS = Map.of(
            ProblemCode.LOST_ACCESS, "(?:would lose|would no longer get)", ProblemCode.GAINED_ACCESS, "would get");

    private static final String ALL_ROLES = "all roles";

    /**
     * Each difference is named with the role or with one to which it belongs, and nothing else is named.
     *
     * @param differ the differences that must be named
     * @param may all differences
     */
    void areNamed(Set<Right> differ, Set<Right> may, ProblemCode code) {
        Set<Right> named = problems.stream()
                .filter(problem -> problem.code() == code)
                .filter(problem -> !problem.what().startsWith("nobody could read "))
                .flatMap(problem -> rights(problem))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(without(named, may)).as("named, but the same, as " + code).isEmpty();
        Set<String> owners = problems.stream()
                .filter(problem -> problem.code() == ProblemCode.OTHER_OWNER)
                .map(problem -> name(problem.where()))
                .collect(Collectors.toSet());
        assertThat(differ.stream()
                        .filter(right -> named.stream().noneMatch(other -> explains(other, right)))
                        .filter(right -> !followsTheOwner(right, code, owners)))
                .as("not named as " + code)
                .isEmpty();
    }

    private boolean explains(Right named, Right right) {
        boolean everyCreator = named.right().endsWith(" of " + AccessOracle.PUBLIC)
                && right.right()
                        .startsWith(named.right().substring(0, named.right().lastIndexOf(" of ") + 4));
        return named.name().equals(right.name())
                && (named.right().equals(right.right()) || everyCreator)
                && (named.role().equals(right.role()) || oracle.isMember(right.role(), named.role()));
    }

    /** A new owner has all privileges. The index of a view has its owner. */
    private boolean followsTheOwner(Right right, ProblemCode code, Collection<String> owners) {
        String pair = right.name().substring(0, right.name().indexOf(' ') + 1);
        String view = pair + world.names().of("v");
        boolean index = Stream.of(
                        "schema", "cluster", "w\"", "s'", "k.", world.names().of("v"))
                .noneMatch(name -> right.name().equals(pair + name));
        boolean other = owners.contains(index ? view : right.name());
        return other
                && (right.right().equals(AccessOracle.OWNS)
                        || code == ProblemCode.GAINED_ACCESS
                                && staged.contains(new Right(right.role(), AccessOracle.OWNS, right.name())));
    }

    private Stream<Right> rights(Problem problem) {
        String role = roles.stream()
                .filter(each -> problem.what().startsWith(each + " would "))
                .findFirst()
                .orElse(AccessOracle.PUBLIC);
        Matcher rest = Pattern.compile(
                        WORDS.get(problem.code()) + " ([A-Z, ]+) (on|on later ([a-z]+)s of (.*) in) "
                                + Pattern.quote(problem.where()),
                        Pattern.DOTALL)
                .matcher(problem.what().substring(role.length() + 1));
        assertThat(rest.matches()).as(problem.what()).isTrue();
        return Arrays.stream(rest.group(1).split(", "))
                .map(LETTERS::get)
                .map(letter -> rest.group(3) == null
                        ? letter
                        : AccessOracle.later(
                                letter,
                                rest.group(3).toLowerCase(Locale.ROOT),
                                rest.group(4).equals(ALL_ROLES) ? AccessOracle.PUBLIC : rest.group(4)))
                .map(right -> new Right(role, right, name(problem.where())));
    }

    /** The number of the pair, and what the oracle calls it. */
    private String name(String where) {
        for (int i = 0; i < pairs; i++) {
            String schema = world.schema(i).toString();
            if (where.equals("schema " + schema)) {
                return i + " schema";
            }
            if (where.equals("cluster " + world.cluster(i))) {
                return i + " cluster";
            }
            if (where.contains(" " + schema + ".")) {
                return i + " " + where.substring(where.indexOf(" " + schema + ".") + schema.length() + 2);
            }
        }
        throw new AssertionError("of no pair: " + where);
    }
}
