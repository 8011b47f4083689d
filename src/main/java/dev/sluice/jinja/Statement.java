package dev.sluice.jinja;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a template does, in order.
sealed interface Statement {
    /// Where it begins in the template.
    int line();

    record Text(int line, String text) implements Statement {}

    record Output(int line, Expression value) implements Statement {}

    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record For(
            int line,
            Target target,
            Expression items,
            @Nullable Expression test,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    record Assign(int line, Target target, Expression value) implements Statement {}

    record AssignBlock(int line, Target target, List<Expression.Link> filters, List<Statement> body)
            implements Statement {}

    record Define(int line, MacroNode macro) implements Statement {}

    record CallBlock(int line, Expression.Chain call, MacroNode caller) implements Statement {}

    record FilterBlock(int line, List<Expression.Link> filters, List<Statement> body) implements Statement {}

    record With(int line, List<Assign> values, List<Statement> body) implements Statement {}

    record Leave(int line, Flow how) implements Statement {}

    record Branch(Expression test, List<Statement> body) {}

    /// How a block ended.
    enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    /// What a value is given to.
    sealed interface Target {
        record Variable(String name) implements Target {}

        record Member(String namespace, String name) implements Target {}

        record Several(List<Target> targets) implements Target {}
    }

    /// @param names every name the body mentions: `varargs`, `kwargs` and `caller` exist where they are mentioned
    record MacroNode(String name, List<Parameter> parameters, List<Statement> body, Set<String> names) {}

    record Parameter(String name, @Nullable Expression otherwise) {}
}
