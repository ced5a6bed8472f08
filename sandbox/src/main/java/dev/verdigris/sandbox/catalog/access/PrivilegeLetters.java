package dev.verdigris.sandbox.catalog.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.statement.name.ObjectKind;

/** The letters of privileges in ACLs, and the privileges of each kind of object (Materialize docs: privileges). */
public final class PrivilegeLetters {

    /** In the order of ACLs. */
    private static final Map<String, Character> LETTERS = new LinkedHashMap<>();

    static {
        LETTERS.put("INSERT", 'a');
        LETTERS.put("SELECT", 'r');
        LETTERS.put("UPDATE", 'w');
        LETTERS.put("DELETE", 'd');
        LETTERS.put("USAGE", 'U');
        LETTERS.put("CREATE", 'C');
        LETTERS.put("CREATEROLE", 'R');
        LETTERS.put("CREATEDB", 'B');
        LETTERS.put("CREATECLUSTER", 'N');
        LETTERS.put("CREATENETWORKPOLICY", 'P');
    }

    private PrivilegeLetters() {}

    /** The letters of privileges named in capitals, in ACL order. */
    public static String of(Collection<String> privileges) {
        return LETTERS.entrySet().stream()
                .filter(entry -> privileges.contains(entry.getKey()))
                .map(entry -> entry.getValue().toString())
                .collect(Collectors.joining());
    }

    /** The names of privileges, separated by commas. */
    public static String words(String letters) {
        return LETTERS.entrySet().stream()
                .filter(entry -> letters.indexOf(entry.getValue()) >= 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    /** All privileges that can be granted on an object of this kind. */
    public static String all(ObjectKind kind) {
        return switch (kind) {
            case TABLE -> "arwd";
            case VIEW, MATERIALIZED_VIEW, SOURCE -> "r";
            case SCHEMA, DATABASE, CLUSTER -> "UC";
            case TYPE, SECRET, CONNECTION, NETWORK_POLICY -> "U";
            case SINK, INDEX, FUNCTION, ROLE, CLUSTER_REPLICA -> "";
        };
    }

    /** All privileges that can be granted on the system. */
    public static String allOfSystem() {
        return "RBNP";
    }

    /** The letters that are in one of the two, in the order of the catalog. */
    public static String union(String first, String second) {
        return ordered(first + second);
    }

    /** The letters that are in both. */
    public static String intersection(String first, String second) {
        return second.chars()
                .filter(letter -> first.indexOf(letter) >= 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** The letters of the first that are not in the second. */
    public static String difference(String first, String second) {
        return first.chars()
                .filter(letter -> second.indexOf(letter) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String ordered(String letters) {
        return LETTERS.values().stream()
                .filter(letter -> letters.indexOf(letter) >= 0)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
