package dev.sluice.jinja;

import dev.sluice.jinja.Statement.Branch;
import dev.sluice.jinja.Statement.Flow;
import dev.sluice.jinja.Statement.Target;
import java.util.List;

/// Does what statements say.
final class Renderer {
    private final Rendering rendering;
    private final Evaluator evaluator;

    Renderer(Rendering rendering) {
        this.rendering = rendering;
        this.evaluator = new Evaluator(rendering);
    }

    Flow run(List<Statement> block, Scope scope, Output into) {
        rendering.budget().enter();
        for (Statement statement : block) {
            rendering.budget().step();
            Flow flow;
            try {
                flow = run(statement, scope, into);
            } catch (TemplateException failure) {
                throw failure.line() == 0 ? failure.at(statement.line()) : failure;
            }
            if (flow != Flow.ON) {
                rendering.budget().leave();
                return flow;
            }
        }
        rendering.budget().leave();
        return Flow.ON;
    }

    private Flow run(Statement statement, Scope scope, Output into) {
        switch (statement) {
            case Statement.Text text -> into.append(text.text());
            case Statement.Output output -> into.append(rendering.text(evaluate(output.value(), scope)));
            case Statement.If condition -> {
                return condition(condition, scope, into);
            }
            case Statement.For loop -> new Looping(rendering, loop, scope).run(evaluate(loop.items(), scope), into, 0);
            case Statement.Assign assign -> assign(assign.target(), evaluate(assign.value(), scope), scope);
            case Statement.AssignBlock assign -> {
                String text = text(assign.body(), scope.inner());
                assign(assign.target(), evaluator.follow(text, assign.filters(), scope), scope);
            }
            case Statement.Define define -> scope.put(define.macro().name(), new Macro(define.macro(), scope, this));
            case Statement.CallBlock call ->
                into.append(rendering.text(evaluator.call(call.call(), new Macro(call.caller(), scope, this), scope)));
            case Statement.FilterBlock filter -> {
                String text = text(filter.body(), scope.inner());
                into.append(rendering.text(evaluator.follow(text, filter.filters(), scope)));
            }
            case Statement.With with -> {
                Scope inner = scope.inner();
                with.values().forEach(value -> assign(value.target(), evaluate(value.value(), scope), inner));
                return run(with.body(), inner, into);
            }
            case Statement.Leave leave -> {
                return leave.how();
            }
        }
        return Flow.ON;
    }

    private Flow condition(Statement.If condition, Scope scope, Output into) {
        for (Branch branch : condition.branches()) {
            if (Values.truth(evaluate(branch.test(), scope))) {
                return run(branch.body(), scope, into);
            }
        }
        return run(condition.otherwise(), scope, into);
    }

    Object evaluate(Expression expression, Scope scope) {
        return evaluator.evaluate(expression, scope);
    }

    String text(List<Statement> body, Scope scope) {
        var output = new Output(rendering.budget());
        run(body, scope, output);
        return output.toString();
    }

    void assign(Target target, Object value, Scope scope) {
        switch (target) {
            case Target.Variable variable -> scope.put(variable.name(), value);
            case Target.Member member -> {
                Object owner = scope.value(member.namespace());
                if (!(owner instanceof Namespace namespace)) {
                    throw new TemplateException("cannot assign attribute on non-namespace object");
                }
                namespace.put(member.name(), value);
            }
            case Target.Several several -> {
                List<Object> items = rendering.items(Undefined.refused(value));
                int expected = several.targets().size();
                if (items.size() != expected) {
                    throw new TemplateException(
                            items.size() > expected
                                    ? "too many values to unpack (expected " + expected + ")"
                                    : "not enough values to unpack (expected " + expected + ", got " + items.size()
                                            + ")");
                }
                for (int i = 0; i < expected; i++) {
                    assign(several.targets().get(i), items.get(i), scope);
                }
            }
        }
    }
}
