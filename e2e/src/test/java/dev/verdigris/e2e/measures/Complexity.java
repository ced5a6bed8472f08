package dev.verdigris.e2e.measures;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;

/** Cyclomatic complexity of a method body. The bodies of lambdas count, those of local and anonymous classes do not. */
final class Complexity extends TreeScanner<Void, Void> {

    private int paths = 1;

    private Complexity() {}

    static int of(Tree body) {
        Complexity complexity = new Complexity();
        complexity.scan(body, null);
        return complexity.paths;
    }

    private Void branch(Void inner) {
        paths++;
        return inner;
    }

    @Override
    public Void visitIf(IfTree tree, Void nothing) {
        return branch(super.visitIf(tree, nothing));
    }

    @Override
    public Void visitForLoop(ForLoopTree tree, Void nothing) {
        return branch(super.visitForLoop(tree, nothing));
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void nothing) {
        return branch(super.visitEnhancedForLoop(tree, nothing));
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Void nothing) {
        return branch(super.visitWhileLoop(tree, nothing));
    }

    @Override
    public Void visitDoWhileLoop(DoWhileLoopTree tree, Void nothing) {
        return branch(super.visitDoWhileLoop(tree, nothing));
    }

    @Override
    public Void visitCase(CaseTree tree, Void nothing) {
        return branch(super.visitCase(tree, nothing));
    }

    @Override
    public Void visitCatch(CatchTree tree, Void nothing) {
        return branch(super.visitCatch(tree, nothing));
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree tree, Void nothing) {
        return branch(super.visitConditionalExpression(tree, nothing));
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void nothing) {
        Void inner = super.visitBinary(tree, nothing);
        boolean isShortCircuit =
                tree.getKind() == Tree.Kind.CONDITIONAL_AND || tree.getKind() == Tree.Kind.CONDITIONAL_OR;
        return isShortCircuit ? branch(inner) : inner;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
        return null;
    }
}
