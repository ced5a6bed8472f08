package dev.verdigris.core.plan.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.ObjectName;

/**
 * The statements of one model file for the staged side.
 *
 * @param relation the statement that creates the view or materialized view
 * @param indexes the statements that create its indexes
 * @param settings its comments and grants
 * @param inputs the models that it reads, by their production names
 * @param digest the digest of {@code relation} and of all that the models among its inputs are built from, with their
 *     indexes: the server plans a dataflow for the indexes that exist when the dataflow is created
 */
record StagedModel(
        BuildStatement relation,
        List<BuildStatement> indexes,
        List<BuildStatement> settings,
        SortedSet<ObjectName> inputs,
        Digest digest) {

    /**
     * The number of the way in which digests are computed and statements are rewritten. Another number makes every
     * build start over. Raise it if a statement means something else than before although its text is the same.
     */
    private static final int FORMAT = 1;

    /**
     * The models of a project, each after those that it reads.
     *
     * @param layers the statements of the project, in the order in which they run
     */
    static List<StagedModel> of(List<List<BuildStatement>> layers) {
        Map<ObjectName, List<BuildStatement>> statements = new LinkedHashMap<>();
        layers.forEach(layer -> layer.forEach(statement -> statements
                .computeIfAbsent(statement.live(), name -> new ArrayList<>())
                .add(statement)));
        Map<ObjectName, StagedModel> models = new LinkedHashMap<>();
        statements.forEach((name, own) -> models.put(name, of(own, models)));
        return List.copyOf(models.values());
    }

    /** The first statement creates the relation: all others need it, so they are in later layers. */
    private static StagedModel of(List<BuildStatement> own, Map<ObjectName, StagedModel> earlier) {
        BuildStatement relation = own.get(0);
        List<BuildStatement> indexes = new ArrayList<>();
        List<BuildStatement> settings = new ArrayList<>();
        for (BuildStatement statement : own.subList(1, own.size())) {
            switch (statement.effect()) {
                case Effect.Index index -> indexes.add(statement);
                case Effect.Comment comment -> settings.add(statement);
                case Effect.Grant grant -> settings.add(statement);
                case Effect.View view -> throw new IllegalStateException("two definitions of " + statement.live());
                case Effect.MaterializedView view ->
                    throw new IllegalStateException("two definitions of " + statement.live());
            }
        }
        SortedSet<ObjectName> inputs = new TreeSet<>(relation.reads());
        inputs.retainAll(earlier.keySet());
        List<Object> facts = new ArrayList<>(List.of(digest(List.of(relation))));
        for (ObjectName input : inputs) {
            StagedModel model = Objects.requireNonNull(earlier.get(input));
            facts.add(model.digest());
            facts.add(digest(model.indexes()));
        }
        return new StagedModel(relation, indexes, settings, inputs, Digests.of(facts));
    }

    /** The digest of statements, in any order. Blanks, comments in the text, and the case of words do not matter. */
    static Digest digest(Collection<BuildStatement> statements) {
        List<Object> facts = new ArrayList<>(List.of(FORMAT));
        statements.stream()
                .map(statement -> statement.word() + " " + significant(statement.sql()))
                .sorted()
                .forEach(facts::add);
        return Digests.of(facts);
    }

    private static Digest significant(String sql) {
        return Digests.of(Lexer.lex(sql).stream()
                .filter(Token::isSignificant)
                .flatMap(token -> List.<Object>of(token.kind(), token.value()).stream())
                .toList());
    }
}
