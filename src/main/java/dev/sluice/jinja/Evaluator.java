package dev.sluice.jinja;

import dev.sluice.jinja.Expression.CallArguments;
import dev.sluice.jinja.Expression.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of expressions.
final class Evaluator {
    private final Rendering rendering;

    Evaluator(Rendering rendering) {
        this.rendering = rendering;
    }

    Object evaluate(Expression expression, Scope scope) {
        Budget budget = rendering.budget();
        budget.step();
        budget.enter();
        Object value = switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> scope.value(name.name());
            case Expression.Chain chain -> follow(evaluate(chain.start(), scope), chain.links(), scope);
            case Expression.Comparison comparison -> compared(comparison, scope);
            case Expression.Arithmetic arithmetic -> computed(arithmetic, scope);
            case Expression.Joined joined -> joined(joined, scope);
            case Expression.Signed signed ->
                rendering.operators().signed(signed.negative(), evaluate(signed.operand(), scope));
            case Expression.Not not -> !Values.truth(evaluate(not.operand(), scope));
            case Expression.All all -> decided(all.operands(), false, scope);
            case Expression.Any any -> decided(any.operands(), true, scope);
            case Expression.Conditional conditional -> conditional(conditional, scope);
            case Expression.ListOf list -> values(list.items(), scope);
            case Expression.TupleOf tuple -> Tuple.of(values(tuple.items(), scope));
            case Expression.DictOf dict -> dict(dict, scope);
        };
        budget.leave();
        return value;
    }

    private List<Object> values(List<Expression> expressions, Scope scope) {
        List<Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression, scope));
        }
        return values;
    }

    private Map<Object, Object> dict(Expression.DictOf dict, Scope scope) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Expression.Entry entry : dict.entries()) {
            Object key = Keys.of(evaluate(entry.key(), scope), rendering.budget());
            values.put(key, evaluate(entry.value(), scope));
        }
        return values;
    }

    private Object decided(List<Expression> operands, boolean by, Scope scope) {
        Object value = by;
        for (Expression operand : operands) {
            value = evaluate(operand, scope);
            if (Values.truth(value) == by) {
                return value;
            }
        }
        return value;
    }

    private Object conditional(Expression.Conditional conditional, Scope scope) {
        if (Values.truth(evaluate(conditional.test(), scope))) {
            return evaluate(conditional.value(), scope);
        }
        return conditional.otherwise() == null
                ? new Undefined("the inline if-expression evaluated to false and no else section was defined.")
                : evaluate(conditional.otherwise(), scope);
    }

    private Object compared(Expression.Comparison comparison, Scope scope) {
        Object left = evaluate(comparison.first(), scope);
        for (Expression.Operation operation : comparison.rest()) {
            Object right = evaluate(operation.operand(), scope);
            if (!rendering.comparison().holds(operation.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Object computed(Expression.Arithmetic arithmetic, Scope scope) {
        Object value = evaluate(arithmetic.first(), scope);
        for (Expression.Operation operation : arithmetic.rest()) {
            value = rendering.operators().apply(operation.operator(), value, evaluate(operation.operand(), scope));
        }
        return value;
    }

    private Object joined(Expression.Joined joined, Scope scope) {
        var output = new Output(rendering.budget());
        for (Object part : values(joined.parts(), scope)) {
            output.append(rendering.text(part));
        }
        return output.toString();
    }

    Object follow(Object start, List<? extends Link> links, Scope scope) {
        Object value = start;
        for (Link link : links) {
            rendering.budget().step();
            value = follow(value, link, scope);
        }
        return value;
    }

    private Object follow(Object value, Link link, Scope scope) {
        return switch (link) {
            case Link.Attribute attribute -> rendering.attributes().attribute(value, attribute.name());
            case Link.Item item -> rendering.attributes().item(value, evaluate(item.index(), scope));
            case Link.Slice slice ->
                new Slice(bound(slice.from(), scope), bound(slice.to(), scope), bound(slice.step(), scope))
                        .of(value, rendering.budget());
            case Link.Call call -> rendering.call(value, arguments(call.arguments(), scope));
            case Link.Filter filter ->
                Filters.named(filter.name()).apply(rendering, value, arguments(filter.arguments(), scope));
            case Link.Test test ->
                Tests.named(test.name()).holds(rendering, value, arguments(test.arguments(), scope)) != test.negated();
        };
    }

    private @Nullable Object bound(@Nullable Expression bound, Scope scope) {
        return bound == null ? null : evaluate(bound, scope);
    }

    /// The chain's last call, with what its `call` block gives it.
    Object call(Expression.Chain chain, Macro caller, Scope scope) {
        int last = chain.links().size() - 1;
        Object callee = follow(evaluate(chain.start(), scope), chain.links().subList(0, last), scope);
        Arguments given = arguments(((Link.Call) chain.links().get(last)).arguments(), scope);
        Map<String, Object> named = new LinkedHashMap<>(given.named());
        named.put("caller", caller);
        return rendering.call(callee, new Arguments(given.positional(), named));
    }

    private Arguments arguments(CallArguments arguments, Scope scope) {
        if (arguments == CallArguments.NONE) {
            return Arguments.NONE;
        }
        List<Object> positional = values(arguments.positional(), scope);
        Map<String, Object> named = new LinkedHashMap<>();
        for (Expression.Named argument : arguments.named()) {
            named.put(argument.name(), evaluate(argument.value(), scope));
        }
        if (arguments.spread() != null) {
            positional.addAll(rendering.items(evaluate(arguments.spread(), scope)));
        }
        if (arguments.spreadNamed() != null) {
            if (!(evaluate(arguments.spreadNamed(), scope) instanceof Map<?, ?> spread)) {
                throw new TemplateException("argument after ** must be a mapping");
            }
            spread.forEach((name, value) -> named.put(rendering.text(name), value));
        }
        return new Arguments(positional, named);
    }
}
