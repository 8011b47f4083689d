package dev.sluice.jinja;

import dev.sluice.jinja.Statement.Target;
import dev.sluice.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what `for`, `set` and `with` give values to.
final class TargetParser {
    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final Tokens tokens;

    TargetParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Target targetOrMember() {
        if (!tokens.following().operator(".")) {
            return target();
        }
        String namespace = tokens.expect(Kind.NAME, "a name").text();
        tokens.next();
        return new Target.Member(
                namespace, tokens.expect(Kind.NAME, "an attribute's name").text());
    }

    Target target() {
        List<Target> targets = new ArrayList<>();
        boolean several = false;
        do {
            if (!tokens.current().is(Kind.NAME) && !tokens.current().operator("(")) {
                break;
            }
            if (several && tokens.current().name("in")) {
                break;
            }
            targets.add(single());
            several |= tokens.current().operator(",");
        } while (tokens.skipOperator(","));
        if (targets.isEmpty()) {
            throw tokens.expected("a name");
        }
        return several ? new Target.Several(targets) : targets.get(0);
    }

    private Target single() {
        if (tokens.skipOperator("(")) {
            tokens.enter();
            Target inside = target();
            tokens.leave();
            tokens.expectOperator(")");
            return inside;
        }
        String name = tokens.expect(Kind.NAME, "a name").text();
        if (CONSTANTS.contains(name)) {
            throw tokens.failure("'" + name + "' cannot be given a value");
        }
        return new Target.Variable(name);
    }
}
