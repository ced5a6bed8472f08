package dev.verdigris.core.dbt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.verdigris.core.name.ObjectName;

/** Reads single facts of a manifest. Its texts are written by anybody, so what does not fit is left out. */
final class Facts {

    private static final int LONGEST = 200;

    private static final Pattern ADDRESS = Pattern.compile(
            "(?<scheme>https?://)(?:[^/?#]*@)?(?<host>[^/?#@\\s]+)(?<path>[^?#\\s]*)", Pattern.CASE_INSENSITIVE);

    private Facts() {}

    /** A relation by its parts; empty if one of them is missing or cannot be a name. */
    static Optional<ObjectName> relation(Optional<String> database, Optional<String> schema, Optional<String> name) {
        boolean whole = database.filter(Facts::canBeName).isPresent()
                && schema.filter(Facts::canBeName).isPresent()
                && name.filter(Facts::canBeName).isPresent();
        return whole ? Optional.of(ObjectName.of(database.get(), schema.get(), name.get())) : Optional.empty();
    }

    private static boolean canBeName(String text) {
        return text.indexOf('\0') < 0;
    }

    /** Who is responsible: a text, a name with an address, or several of these. */
    static Optional<String> people(Tree owner) {
        String several =
                owner.items().stream().flatMap(each -> person(each).stream()).collect(Collectors.joining(", "));
        return person(owner)
                .or(() -> Optional.of(several))
                .filter(text -> !text.isEmpty())
                .map(Facts::shortened);
    }

    private static Optional<String> person(Tree owner) {
        Optional<String> email = owner.at("email")
                .text()
                .or(() -> owner.at("email").texts().stream().findFirst());
        return owner.text()
                .or(() -> owner.at("name")
                        .text()
                        .map(name -> name + email.map(at -> " <" + at + ">").orElse("")))
                .or(() -> email);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** An address without the parts that may hold a secret: the user, the query and the fragment. */
    static Optional<String> address(String text) {
        Matcher address = ADDRESS.matcher(text.strip());
        return address.lookingAt()
                ? Optional.of(shortened(address.group("scheme") + address.group("host") + address.group("path")))
                : Optional.empty();
    }
}
