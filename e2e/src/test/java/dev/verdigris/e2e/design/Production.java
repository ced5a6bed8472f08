package dev.verdigris.e2e.design;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The classes of all modules without their tests. */
final class Production {

    static final List<String> MODULES = List.of("core", "engine", "cli", "sandbox");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    MODULES.stream().map(name -> "dev.verdigris." + name).toArray(String[]::new));

    private Production() {}

    /** Checks a rule, and that it applies to some class. */
    static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
