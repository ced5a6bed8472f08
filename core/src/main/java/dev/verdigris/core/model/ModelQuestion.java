package dev.verdigris.core.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Lines;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.Block;
import dev.verdigris.core.model.syntax.NamePath;
import dev.verdigris.core.model.syntax.References;
import dev.verdigris.core.model.syntax.References.Qualifier;
import dev.verdigris.core.model.syntax.Statement.CreateRelation;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * The query of one model as a question to a server that has none of the models: every model that it reads, directly or
 * not, is a common table expression before it. So the server judges names and types, and nothing is created.
 *
 * <p>The name of a common table expression has no schema, so each reference to a model is written anew. It keeps the
 * name by which the query knows the relation, as an alias.
 */
public final class ModelQuestion {

    /** The most bytes of a question. Materialize refuses a message of more than a million. */
    private static final int MOST_BYTES = 900_000;

    private static final String NAME = "model ";

    private final ParsedModel model;
    private final CreateRelation create;
    private final int end;
    private final Identifier alias;
    private final Edits edits = new Edits();
    private final Set<ModelQuestion> inputs = new LinkedHashSet<>();
    private boolean ambiguous;
    private String before = "";

    private ModelQuestion(ParsedModel model, ParsedModel.Placed definition, CreateRelation create, Identifier alias) {
        this.model = model;
        this.create = create;
        this.end = definition.end();
        this.alias = alias;
    }

    /** The questions of models that are in reading order. */
    static List<ModelQuestion> of(List<ParsedModel> inOrder, TargetNames targets) {
        String prefix = prefix(inOrder);
        Map<ObjectName, ModelQuestion> questions = new HashMap<>();
        List<ModelQuestion> all = new ArrayList<>();
        for (ParsedModel parsed : inOrder) {
            parsed.definition()
                    .filter(placed -> placed.statement() instanceof CreateRelation)
                    .ifPresent(placed -> all.add(new ModelQuestion(
                            parsed,
                            placed,
                            (CreateRelation) placed.statement(),
                            Identifier.of(prefix + (all.size() + 1)))));
        }
        all.forEach(question -> questions.put(question.model(), question));
        all.forEach(question -> question.write(targets, questions));
        return List.copyOf(all);
    }

    /** The beginning of names that no file has. */
    private static String prefix(Collection<ParsedModel> models) {
        String prefix = NAME;
        boolean taken = true;
        while (taken) {
            String name = prefix;
            taken = models.stream().anyMatch(each -> each.file().text().contains(name));
            prefix = taken ? prefix + NAME : prefix;
        }
        return prefix;
    }

    /** The model. */
    public ObjectName model() {
        return model.live();
    }

    /** The file of the model as messages show it. */
    public String file() {
        return model.file().shownAs();
    }

    /** The models that the query reads directly. */
    public Set<ObjectName> reads() {
        return inputs.stream().map(ModelQuestion::model).collect(Collectors.toSet());
    }

    /** Why the server cannot be asked; empty if it can. */
    public Optional<String> obstacle() {
        if (ambiguous) {
            return Optional.of("its FROM clause has two relations of the same name");
        }
        int bytes = sql().getBytes(StandardCharsets.UTF_8).length;
        return bytes > MOST_BYTES
                ? Optional.of(
                        "with the models that it reads, it has " + bytes + " bytes, and the server takes " + MOST_BYTES)
                : Optional.empty();
    }

    /** The question: a statement that explains the query and runs nothing. */
    public String sql() {
        return before + definition() + " SELECT * FROM " + alias.sql();
    }

    /**
     * Where in the file an error is.
     *
     * @param position the character in {@link #sql}, counted from 1, as the server reports it
     * @param name the name in the message of the server, such as that of a column; it is looked for in the query
     * @return the best place that is known; without any, that of the statement
     */
    public ModelProblem at(OptionalInt position, Optional<String> name, String what) {
        String text = model.file().text();
        int offset = position.isPresent() ? offset(position.getAsInt()) : -1;
        int found = offset >= create.query()
                ? offset
                : name.map(this::find).orElse(create.name().start());
        Lines.Position place = Lines.of(text).at(Math.min(found, text.length()));
        return new ModelProblem(file(), place.line(), place.column(), ModelProblemKind.SERVER_REFUSES, what);
    }

    private int offset(int position) {
        String sql = sql();
        int points = Math.min(Math.max(position - 1, 0), sql.codePointCount(0, sql.length()));
        int inQuery = sql.offsetByCodePoints(0, points) - before.length() - head().length();
        return inQuery < 0 ? -1 : Math.min(edits.origin(create.query(), inQuery), end);
    }

    /** The first place of a name in the query; the begin of the statement if it is not there. */
    private int find(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return Lexer.lex(model.file().text()).stream()
                .filter(token -> token.start() >= create.query() && token.end() <= end)
                .filter(token -> token.isIdentifier() && token.value().equals(last))
                .mapToInt(Token::start)
                .findFirst()
                .orElse(create.name().start());
    }

    private void write(TargetNames targets, Map<ObjectName, ModelQuestion> questions) {
        Names names = Names.inModel(
                targets, questions.keySet(), model.live().schema(), model.file().compiled());
        References references = create.references();
        Set<Integer> bare =
                references.unaliased().stream().map(use -> use.path().start()).collect(Collectors.toSet());
        for (NamePath path : references.relations()) {
            Optional<ModelQuestion> input = names.relation(path) instanceof Resolution.Model read
                    ? Optional.ofNullable(questions.get(read.live()))
                    : Optional.empty();
            if (input.isPresent()) {
                inputs.add(input.get());
                String known =
                        bare.contains(path.start()) ? " AS " + path.last().sql() : "";
                edits.replace(path.start(), path.end(), input.get().alias.sql() + known);
            } else {
                fully(names, path);
            }
        }
        for (Qualifier use : references.qualifiers()) {
            if (use.path().size() <= 3) {
                names.meant(use)
                        .filter(questions::containsKey)
                        .ifPresent(relation -> edits.replace(
                                use.path().start(),
                                use.path().end(),
                                relation.name().sql()));
            }
        }
        references.types().forEach(path -> fully(names, path));
        ambiguous = hasNamesakes(references.unaliased());
        before = "EXPLAIN RAW PLAN FOR WITH " + upstream();
    }

    /** Writes a name with the database of its file, because the session may have another one. */
    private void fully(Names names, NamePath path) {
        if (path.size() == 2) {
            names.full(path)
                    .filter(full -> !Names.isSystem(full.schema().schema()))
                    .ifPresent(full -> edits.replace(path.start(), path.end(), full.sql()));
        }
    }

    /** Whether two relations of one SELECT would get the same alias, because only their schemas differ. */
    private static boolean hasNamesakes(List<Qualifier> unaliased) {
        Map<Block, Set<Identifier>> known = new HashMap<>();
        return unaliased.stream()
                .anyMatch(use -> !known.computeIfAbsent(use.block(), block -> new HashSet<>())
                        .add(use.path().last()));
    }

    private String upstream() {
        Set<ModelQuestion> all = new LinkedHashSet<>();
        inputs.forEach(input -> input.collect(all));
        return all.stream().map(input -> input.definition() + ", ").collect(Collectors.joining());
    }

    /** Adds the models that this one reads, then this one. */
    private void collect(Set<ModelQuestion> all) {
        if (!all.contains(this)) {
            inputs.forEach(input -> input.collect(all));
            all.add(this);
        }
    }

    private String definition() {
        return head() + edits.apply(model.file().text(), create.query(), end) + ")";
    }

    private String head() {
        String columns = create.columns()
                .map(list -> list.stream().map(Identifier::sql).collect(Collectors.joining(", ", " (", ")")))
                .orElse("");
        return alias.sql() + columns + " AS (";
    }
}
