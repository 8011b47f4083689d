package dev.sluice.jinja;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A parsed chat template. Immutable; may render on many threads at once.
public final class Template {
    private final List<Statement> statements;
    private final Limits limits;

    private Template(List<Statement> statements, Limits limits) {
        this.statements = statements;
        this.limits = limits;
    }

    /// Blocks are trimmed as transformers does: the newline after a tag and the blanks before one on its line go.
    ///
    /// @throws TemplateException if it is not a template
    public static Template parse(String source, Limits limits) {
        if (source.length() > limits.sourceLength()) {
            throw new LimitException("the template is longer than " + limits.sourceLength() + " characters");
        }
        return new Template(new StatementParser(new Lexer(source).tokens(), limits.nesting()).template(), limits);
    }

    public static Template parse(String source) {
        return parse(source, Limits.STANDARD);
    }

    /// @param variables strings, booleans, whole numbers, doubles, lists and maps of such, and null for none
    /// @throws TemplateException if the template fails on them
    public String render(Map<String, ? extends @Nullable Object> variables) {
        return render(variables, Clock.systemDefaultZone());
    }

    /// @param clock what `strftime_now` tells
    public String render(Map<String, ? extends @Nullable Object> variables, Clock clock) {
        var rendering = new Rendering(new Budget(limits), clock);
        try {
            return rendering.render(statements, variables);
        } catch (StackOverflowError deep) {
            // the depth is counted, but how much of a thread's stack was left is not ours to know
            throw new LimitException("the template goes deeper than this thread's stack");
        }
    }
}
