package dev.sluice.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has a value. Operators of one level stand in one flat list, so that long chains do not nest.
sealed interface Expression {
    record Literal(Object value) implements Expression {}

    record Name(String name) implements Expression {}

    record ListOf(List<Expression> items) implements Expression {}

    record TupleOf(List<Expression> items) implements Expression {}

    record DictOf(List<Entry> entries) implements Expression {}

    record Chain(Expression start, List<Link> links) implements Expression {}

    record Arithmetic(Expression first, List<Operation> rest) implements Expression {}

    record Joined(List<Expression> parts) implements Expression {}

    record Comparison(Expression first, List<Operation> rest) implements Expression {}

    record Signed(boolean negative, Expression operand) implements Expression {}

    record Not(Expression operand) implements Expression {}

    record All(List<Expression> operands) implements Expression {}

    record Any(List<Expression> operands) implements Expression {}

    record Conditional(
            Expression value, Expression test, @Nullable Expression otherwise) implements Expression {}

    record Entry(Expression key, Expression value) {}

    record Operation(String operator, Expression operand) {}

    /// What follows a value and makes another one of it.
    sealed interface Link {
        record Attribute(String name) implements Link {}

        record Item(Expression index) implements Link {}

        record Slice(
                @Nullable Expression from,
                @Nullable Expression to,
                @Nullable Expression step) implements Link {}

        record Call(CallArguments arguments) implements Link {}

        record Filter(String name, CallArguments arguments) implements Link {}

        record Test(String name, CallArguments arguments, boolean negated) implements Link {}
    }

    record CallArguments(
            List<Expression> positional,
            List<Named> named,
            @Nullable Expression spread,
            @Nullable Expression spreadNamed) {
        static final CallArguments NONE = new CallArguments(List.of(), List.of(), null, null);
    }

    record Named(String name, Expression value) {}
}
