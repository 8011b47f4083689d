package dev.sluice.jinja;

import dev.sluice.jinja.Expression.Literal;
import dev.sluice.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads names, literals and what stands in brackets.
final class PrimaryParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    PrimaryParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> name(tokens.next().text());
            case STRING -> string();
            case INTEGER -> new Literal(Numbers.parsed(tokens.next().text()));
            case FLOAT -> new Literal(Double.parseDouble(tokens.next().text().replace("_", "")));
            case OPERATOR -> bracket(token);
            default -> throw tokens.expected("an expression");
        };
    }

    private Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Literal(true);
            case "false", "False" -> new Literal(false);
            case "none", "None" -> new Literal(None.NONE);
            default -> {
                expressions.mention(name);
                yield new Expression.Name(name);
            }
        };
    }

    private Expression string() {
        var text = new StringBuilder();
        while (tokens.current().is(Kind.STRING)) {
            text.append(tokens.next().text());
        }
        return new Literal(text.toString());
    }

    private Expression bracket(Token token) {
        return switch (token.text()) {
            case "(" -> {
                tokens.next();
                Expression inside = tuple(true, true);
                tokens.expectOperator(")");
                yield inside;
            }
            case "[" -> {
                tokens.next();
                yield new Expression.ListOf(items("]"));
            }
            case "{" -> {
                tokens.next();
                yield dict();
            }
            default -> throw tokens.expected("an expression");
        };
    }

    private List<Expression> items(String close) {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skipOperator(close)) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(close)) {
                    break;
                }
            }
            items.add(expressions.expression());
        }
        return items;
    }

    private Expression dict() {
        List<Expression.Entry> entries = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            if (!entries.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("}")) {
                    break;
                }
            }
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            entries.add(new Expression.Entry(key, expressions.expression()));
        }
        return new Expression.DictOf(entries);
    }

    /// One expression, or several with commas between, which are a tuple.
    Expression tuple(boolean conditional, boolean mayBeEmpty) {
        List<Expression> items = new ArrayList<>();
        boolean tuple = false;
        while (!endOfTuple()) {
            items.add(conditional ? expressions.expression() : expressions.any());
            if (!tokens.current().operator(",")) {
                break;
            }
            tuple = true;
            tokens.next();
        }
        if (!tuple && !items.isEmpty()) {
            return items.get(0);
        }
        if (items.isEmpty() && !mayBeEmpty) {
            throw tokens.expected("an expression");
        }
        return new Expression.TupleOf(items);
    }

    private boolean endOfTuple() {
        Token token = tokens.current();
        return token.is(Kind.VARIABLE_END)
                || token.is(Kind.BLOCK_END)
                || token.operator(")")
                || token.name("recursive");
    }
}
