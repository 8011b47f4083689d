package dev.sluice.jinja;

import dev.sluice.jinja.Expression.Arithmetic;
import dev.sluice.jinja.Expression.Chain;
import dev.sluice.jinja.Expression.Comparison;
import dev.sluice.jinja.Expression.Conditional;
import dev.sluice.jinja.Expression.Link;
import dev.sluice.jinja.Expression.Operation;
import dev.sluice.jinja.Expression.Signed;
import dev.sluice.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads expressions with Jinja2's precedence, which is Python's but for `~`, `**` and filters.
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final LinkParser links;
    private final PrimaryParser primaries;
    private Set<String> mentioned = new HashSet<>();

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.links = new LinkParser(tokens, this);
        this.primaries = new PrimaryParser(tokens, this);
    }

    void mention(String name) {
        mentioned.add(name);
    }

    /// Begins a new set of mentioned names and gives back the one before.
    Set<String> mentions(Set<String> next) {
        Set<String> before = mentioned;
        mentioned = next;
        return before;
    }

    LinkParser links() {
        return links;
    }

    PrimaryParser primaries() {
        return primaries;
    }

    Expression expression() {
        tokens.enter();
        Expression value = any();
        while (tokens.skipName("if")) {
            Expression test = any();
            value = new Conditional(value, test, tokens.skipName("else") ? expression() : null);
        }
        tokens.leave();
        return value;
    }

    /// An expression without `if` of its own; in loops and conditions the word belongs to the statement.
    Expression any() {
        return several("or", this::all, Expression.Any::new);
    }

    private Expression all() {
        return several("and", this::not, Expression.All::new);
    }

    private interface Combined {
        Expression of(List<Expression> operands);
    }

    private Expression several(String word, Supplier<Expression> operand, Combined combined) {
        Expression first = operand.get();
        if (!tokens.current().name(word)) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (tokens.skipName(word)) {
            operands.add(operand.get());
        }
        return combined.of(operands);
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression operand = not();
        tokens.leave();
        return new Expression.Not(operand);
    }

    private Expression comparison() {
        Expression first = sum();
        List<Operation> rest = new ArrayList<>();
        for (String operator = comparator(); operator != null; operator = comparator()) {
            rest.add(new Operation(operator, sum()));
        }
        return rest.isEmpty() ? first : new Comparison(first, rest);
    }

    private @Nullable String comparator() {
        Token token = tokens.current();
        if (token.is(Kind.OPERATOR) && COMPARISONS.contains(token.text())) {
            return tokens.next().text();
        }
        if (tokens.skipName("in")) {
            return "in";
        }
        if (token.name("not") && tokens.following().name("in")) {
            tokens.next();
            tokens.next();
            return "not in";
        }
        return null;
    }

    private Expression sum() {
        return chain(Set.of("+", "-"), this::joined);
    }

    private Expression joined() {
        Expression first = product();
        if (!tokens.current().operator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return new Expression.Joined(parts);
    }

    private Expression product() {
        return chain(Set.of("*", "/", "//", "%"), () -> chain(Set.of("**"), () -> unary(true)));
    }

    private Expression chain(Set<String> operators, Supplier<Expression> operand) {
        Expression first = operand.get();
        List<Operation> rest = new ArrayList<>();
        while (tokens.current().is(Kind.OPERATOR)
                && operators.contains(tokens.current().text())) {
            rest.add(new Operation(tokens.next().text(), operand.get()));
        }
        return rest.isEmpty() ? first : new Arithmetic(first, rest);
    }

    private Expression unary(boolean filters) {
        boolean negative = tokens.current().operator("-");
        if (negative || tokens.current().operator("+")) {
            tokens.next();
            tokens.enter();
            Expression operand = unary(false);
            tokens.leave();
            Expression signed = new Signed(negative, operand);
            return filters ? linked(signed, links.following(true)) : signed;
        }
        Expression start = primaries.primary();
        List<Link> following = new ArrayList<>(links.following(false));
        if (filters) {
            following.addAll(links.following(true));
        }
        return linked(start, following);
    }

    static Expression linked(Expression start, List<Link> links) {
        return links.isEmpty() ? start : new Chain(start, links);
    }
}
