package dev.sluice.jinja;

import dev.sluice.jinja.Expression.CallArguments;
import dev.sluice.jinja.Expression.Link;
import dev.sluice.jinja.Expression.Named;
import dev.sluice.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what follows a value: attributes, indexes, calls, filters and tests.
final class LinkParser {
    private static final Set<String> NOT_AN_ARGUMENT = Set.of("else", "or", "and");

    private final Tokens tokens;
    private final ExpressionParser expressions;

    LinkParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /// @param filters whether filters, tests and calls of their results are read, or attributes, indexes and calls
    List<Link> following(boolean filters) {
        List<Link> links = new ArrayList<>();
        while (true) {
            Token token = tokens.current();
            if (token.operator("(")) {
                links.add(new Link.Call(arguments()));
            } else if (filters && token.operator("|")) {
                tokens.next();
                links.add(filter());
            } else if (filters && token.name("is")) {
                tokens.next();
                links.add(test());
            } else if (!filters && tokens.skipOperator(".")) {
                links.add(attribute());
            } else if (!filters && tokens.skipOperator("[")) {
                links.add(subscript());
            } else {
                return links;
            }
        }
    }

    private Link attribute() {
        Token token = tokens.next();
        if (token.is(Kind.NAME)) {
            return new Link.Attribute(token.text());
        }
        if (token.is(Kind.INTEGER)) {
            return new Link.Item(new Expression.Literal(Numbers.parsed(token.text())));
        }
        throw new TemplateException(token.line(), "expected a name or a number after '.', found " + token.words());
    }

    private Link subscript() {
        Link first = subscribed();
        if (tokens.skipOperator("]")) {
            return first;
        }
        List<Expression> indexes = new ArrayList<>();
        for (Link link = first; ; link = subscribed()) {
            if (!(link instanceof Link.Item(Expression index))) {
                throw tokens.failure("a slice cannot stand among other indexes");
            }
            indexes.add(index);
            if (tokens.skipOperator("]")) {
                return new Link.Item(new Expression.TupleOf(indexes));
            }
            tokens.expectOperator(",");
        }
    }

    private Link subscribed() {
        Expression from = null;
        if (!tokens.current().operator(":")) {
            from = expressions.expression();
            if (!tokens.current().operator(":")) {
                return new Link.Item(from);
            }
        }
        tokens.next();
        Expression to = endOfBound() ? null : expressions.expression();
        Expression step = null;
        if (tokens.skipOperator(":")) {
            step = endOfBound() ? null : expressions.expression();
        }
        return new Link.Slice(from, to, step);
    }

    private boolean endOfBound() {
        Token token = tokens.current();
        return token.operator(":") || token.operator("]") || token.operator(",");
    }

    Link.Filter filter() {
        String name = dottedName("a filter's name");
        return new Link.Filter(name, tokens.current().operator("(") ? arguments() : CallArguments.NONE);
    }

    private String dottedName(String what) {
        var name = new StringBuilder(tokens.expect(Kind.NAME, what).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Kind.NAME, what).text());
        }
        return name.toString();
    }

    private Link test() {
        boolean negated = tokens.skipName("not");
        String name = dottedName("a test's name");
        Token token = tokens.current();
        if (token.operator("(")) {
            return new Link.Test(name, arguments(), negated);
        }
        boolean argument = switch (token.kind()) {
            case NAME -> !NOT_AN_ARGUMENT.contains(token.text());
            case STRING, INTEGER, FLOAT -> true;
            default -> token.operator("[") || token.operator("{");
        };
        if (!argument) {
            return new Link.Test(name, CallArguments.NONE, negated);
        }
        if (token.name("is")) {
            throw tokens.failure("tests cannot be chained by 'is'");
        }
        Expression start = expressions.primaries().primary();
        Expression value = ExpressionParser.linked(start, following(false));
        return new Link.Test(name, new CallArguments(List.of(value), List.of(), null, null), negated);
    }

    CallArguments arguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<Named> named = new ArrayList<>();
        @Nullable Expression spread = null;
        @Nullable Expression spreadNamed = null;
        boolean first = true;
        while (!tokens.skipOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.skipOperator("*")) {
                refuse(spread != null || spreadNamed != null);
                spread = expressions.expression();
            } else if (tokens.skipOperator("**")) {
                refuse(spreadNamed != null);
                spreadNamed = expressions.expression();
            } else if (tokens.current().is(Kind.NAME) && tokens.following().operator("=")) {
                refuse(spreadNamed != null);
                String name = tokens.next().text();
                tokens.next();
                named.add(new Named(name, expressions.expression()));
            } else {
                refuse(!named.isEmpty() || spread != null || spreadNamed != null);
                positional.add(expressions.expression());
            }
        }
        return new CallArguments(positional, named, spread, spreadNamed);
    }

    private void refuse(boolean outOfPlace) {
        if (outOfPlace) {
            throw tokens.failure("an argument stands in a place where it cannot");
        }
    }
}
