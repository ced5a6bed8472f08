package dev.verdigris.e2e.design;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;

/** The types of ours that public signatures reach: what a user of a type can hold in a variable. */
final class Reachable {

    private final Set<JavaClass> seen = new LinkedHashSet<>();
    private final Deque<JavaClass> open = new ArrayDeque<>();

    private Reachable() {}

    /** Every type that the public signatures of {@code types} reach, directly or through others; includes them. */
    static Set<JavaClass> from(Collection<JavaClass> types) {
        Reachable reachable = new Reachable();
        types.forEach(reachable::add);
        while (!reachable.open.isEmpty()) {
            reachable.expand(reachable.open.pop());
        }
        return reachable.seen;
    }

    private void add(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        boolean ours = element.getPackageName().startsWith("dev.verdigris.");
        if (ours && seen.add(element)) {
            open.push(element);
        }
    }

    private void expand(JavaClass type) {
        type.getAllRawSuperclasses().forEach(this::add);
        type.getAllRawInterfaces().forEach(this::add);
        // The subtypes of a value are in its package. Subtypes elsewhere implement what the API asks for.
        type.getSubclasses().stream()
                .filter(subtype -> subtype.getPackageName().equals(type.getPackageName()))
                .forEach(this::add);
        Stream.concat(type.getFields().stream().filter(Reachable::isPublic).map(JavaField::getType), signatures(type))
                .map(JavaType::getAllInvolvedRawTypes)
                .forEach(involved -> involved.forEach(this::add));
    }

    /** A value has its methods; the parameters of static factories are for those who make values. */
    private static Stream<JavaType> signatures(JavaClass type) {
        return type.getMethods().stream()
                .filter(Reachable::isPublic)
                .flatMap(method -> method.getModifiers().contains(JavaModifier.STATIC)
                        ? Stream.of(method.getReturnType())
                        : Stream.concat(method.getParameterTypes().stream(), Stream.of(method.getReturnType())));
    }

    private static boolean isPublic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC);
    }
}
