package dev.verdigris.core.catalog.access;

import java.util.Arrays;
import java.util.Optional;

/** The privileges, each with its letter in ACLs. */
public enum Privilege {
    SELECT('r'),
    INSERT('a'),
    UPDATE('w'),
    DELETE('d'),
    USAGE('U'),
    CREATE('C'),
    CREATEROLE('R'),
    CREATEDB('B'),
    CREATECLUSTER('N'),
    CREATENETWORKPOLICY('P');

    private final char letter;

    Privilege(char letter) {
        this.letter = letter;
    }

    /** The letter in an ACL's text form. */
    public char letter() {
        return letter;
    }

    /** The privilege of a letter; empty if the letter is unknown. */
    public static Optional<Privilege> ofLetter(char letter) {
        return Arrays.stream(values())
                .filter(privilege -> privilege.letter == letter)
                .findFirst();
    }
}
