package dev.verdigris.e2e.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

/** Collects the types, methods and fields of one file. */
final class Declarations extends TreePathScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<SourceFile.Type> types = new ArrayList<>();
    private final List<SourceFile.Method> methods = new ArrayList<>();
    private int fields;
    private int finalFields;
    private int records;
    private int sealedTypes;

    Declarations(CompilationUnitTree unit, Trees trees) {
        this.unit = unit;
        this.trees = trees;
    }

    List<SourceFile.Type> types() {
        return List.copyOf(types);
    }

    List<SourceFile.Method> methods() {
        return List.copyOf(methods);
    }

    int fields() {
        return fields;
    }

    int finalFields() {
        return finalFields;
    }

    int records() {
        return records;
    }

    int sealedTypes() {
        return sealedTypes;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        Set<Modifier> flags = type.getModifiers().getFlags();
        if (getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree) {
            types.add(new SourceFile.Type(
                    type.getSimpleName().toString(), flags.contains(Modifier.PUBLIC), hasJavadoc()));
        }
        records += type.getKind() == Tree.Kind.RECORD ? 1 : 0;
        sealedTypes += flags.contains(Modifier.SEALED) ? 1 : 0;
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        boolean isWritten = trees.getSourcePositions().getEndPosition(unit, method) >= 0;
        if (isWritten && method.getBody() != null) {
            methods.add(describe(method));
        }
        return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
        if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner && isField(variable, owner)) {
            fields++;
            boolean isConstant = owner.getKind() == Tree.Kind.INTERFACE;
            finalFields += isConstant || variable.getModifiers().getFlags().contains(Modifier.FINAL) ? 1 : 0;
        }
        return super.visitVariable(variable, nothing);
    }

    private static boolean isField(VariableTree variable, ClassTree owner) {
        return owner.getKind() != Tree.Kind.RECORD
                || variable.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private SourceFile.Method describe(MethodTree method) {
        long start = trees.getSourcePositions().getStartPosition(unit, method);
        long end = trees.getSourcePositions().getEndPosition(unit, method);
        int first = (int) unit.getLineMap().getLineNumber(start);
        int last = (int) unit.getLineMap().getLineNumber(end - 1);
        ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        return new SourceFile.Method(
                ownerName() + "." + (method.getReturnType() == null ? "new" : method.getName()),
                first,
                last - first + 1,
                Complexity.of(method.getBody()),
                method.getReturnType() != null && isApi(method.getModifiers(), owner),
                hasJavadoc());
    }

    private String ownerName() {
        StringBuilder name = new StringBuilder();
        for (TreePath path = getCurrentPath().getParentPath(); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof ClassTree owner
                    && !owner.getSimpleName().isEmpty()) {
                name.insert(0, owner.getSimpleName() + (name.isEmpty() ? "" : "."));
            }
        }
        return name.toString();
    }

    private static boolean isApi(ModifiersTree modifiers, ClassTree owner) {
        boolean overrides = modifiers.getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        boolean isPublic = modifiers.getFlags().contains(Modifier.PUBLIC)
                || owner.getKind() == Tree.Kind.INTERFACE
                        && !modifiers.getFlags().contains(Modifier.PRIVATE);
        return isPublic && !overrides;
    }

    private boolean hasJavadoc() {
        return trees.getDocComment(getCurrentPath()) != null;
    }
}
