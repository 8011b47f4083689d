package dev.sluice.jinja;

import dev.sluice.jinja.Expression.Chain;
import dev.sluice.jinja.Expression.Link;
import dev.sluice.jinja.Statement.Assign;
import dev.sluice.jinja.Statement.Branch;
import dev.sluice.jinja.Statement.Flow;
import dev.sluice.jinja.Statement.MacroNode;
import dev.sluice.jinja.Statement.Parameter;
import dev.sluice.jinja.Statement.Target;
import dev.sluice.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the statements of a template.
final class StatementParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final TargetParser targets;

    StatementParser(List<Token> tokens, int nesting) {
        this.tokens = new Tokens(tokens, nesting);
        this.expressions = new ExpressionParser(this.tokens);
        this.targets = new TargetParser(this.tokens);
    }

    List<Statement> template() {
        List<Statement> statements = block(Set.of());
        if (!tokens.current().is(Kind.END)) {
            throw tokens.expected("the end of the template");
        }
        return statements;
    }

    /// Up to one of these words; the word is the next token afterwards.
    private List<Statement> block(Set<String> ends) {
        tokens.enter();
        int begun = tokens.current().line();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Text(token.line(), token.text()));
                case VARIABLE_BEGIN -> {
                    statements.add(new Statement.Output(
                            token.line(), expressions.primaries().tuple(true, false)));
                    tokens.expect(Kind.VARIABLE_END, "the end of the tag");
                }
                case BLOCK_BEGIN -> {
                    Token word = tokens.current();
                    if (word.is(Kind.NAME) && ends.contains(word.text())) {
                        tokens.leave();
                        return statements;
                    }
                    statements.add(statement(tokens.expect(Kind.NAME, "a tag's name")));
                    tokens.expect(Kind.BLOCK_END, "the end of the tag");
                }
                case END -> {
                    if (!ends.isEmpty()) {
                        throw new TemplateException(
                                token.line(), "the block begun in line " + begun + " is never ended");
                    }
                    tokens.leave();
                    return statements;
                }
                default -> throw new TemplateException(token.line(), "unexpected " + token.words());
            }
        }
    }

    private List<Statement> body(String... ends) {
        tokens.expect(Kind.BLOCK_END, "the end of the tag");
        return block(Set.of(ends));
    }

    private Statement statement(Token tag) {
        int line = tag.line();
        return switch (tag.text()) {
            case "if" -> condition(line);
            case "for" -> loop(line);
            case "set" -> assignment(line);
            case "macro" -> new Statement.Define(line, macro());
            case "call" -> call(line);
            case "filter" -> {
                List<Link> filters = filters(expressions.links().filter());
                List<Statement> body = body("endfilter");
                tokens.next();
                yield new Statement.FilterBlock(line, filters, body);
            }
            case "with" -> with(line);
            case "generation" -> {
                List<Statement> body = body("endgeneration");
                tokens.next();
                yield new Statement.With(line, List.of(), body);
            }
            case "print" -> new Statement.Output(line, new Expression.Joined(printed()));
            case "break" -> new Statement.Leave(line, Flow.BREAK);
            case "continue" -> new Statement.Leave(line, Flow.CONTINUE);
            default -> throw new TemplateException(line, "unknown tag '" + tag.text() + "'");
        };
    }

    private List<Expression> printed() {
        List<Expression> values = new ArrayList<>();
        do {
            values.add(expressions.expression());
        } while (tokens.skipOperator(","));
        return values;
    }

    private Statement condition(int line) {
        List<Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        String word = "elif";
        while (word.equals("elif")) {
            Expression test = expressions.primaries().tuple(false, false);
            branches.add(new Branch(test, body("elif", "else", "endif")));
            word = tokens.next().text();
        }
        if (word.equals("else")) {
            otherwise = body("endif");
            tokens.next();
        }
        return new Statement.If(line, branches, otherwise);
    }

    private Statement loop(int line) {
        Target target = targets.target();
        if (!tokens.skipName("in")) {
            throw tokens.expected("'in'");
        }
        Expression items = expressions.primaries().tuple(false, false);
        Expression test = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        List<Statement> body = body("else", "endfor");
        List<Statement> otherwise = List.of();
        if (tokens.next().text().equals("else")) {
            otherwise = body("endfor");
            tokens.next();
        }
        return new Statement.For(line, target, items, test, recursive, body, otherwise);
    }

    private Statement assignment(int line) {
        Target target = targets.targetOrMember();
        if (tokens.skipOperator("=")) {
            return new Assign(line, target, expressions.primaries().tuple(true, false));
        }
        List<Link> filters =
                tokens.skipOperator("|") ? filters(expressions.links().filter()) : List.of();
        List<Statement> body = body("endset");
        tokens.next();
        return new Statement.AssignBlock(line, target, filters, body);
    }

    private List<Link> filters(Link first) {
        List<Link> filters = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("|")) {
            filters.add(expressions.links().filter());
        }
        return filters;
    }

    private MacroNode macro() {
        String name = tokens.expect(Kind.NAME, "the macro's name").text();
        tokens.expectOperator("(");
        return macro(name, true, "endmacro");
    }

    /// A macro's parameters and body. A name that it mentions is mentioned by what stands around it as well.
    private MacroNode macro(String name, boolean signature, String end) {
        Set<String> around = expressions.mentions(new HashSet<>());
        List<Parameter> parameters = signature ? parameters() : List.of();
        List<Statement> body = body(end);
        tokens.next();
        Set<String> mentioned = expressions.mentions(around);
        mentioned.forEach(expressions::mention);
        return new MacroNode(name, parameters, body, Set.copyOf(mentioned));
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        while (!tokens.skipOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            String name = tokens.expect(Kind.NAME, "a parameter's name").text();
            Expression otherwise = tokens.skipOperator("=") ? expressions.expression() : null;
            if (otherwise == null
                    && !parameters.isEmpty()
                    && parameters.get(parameters.size() - 1).otherwise() != null) {
                throw tokens.failure("a parameter without default follows one with a default");
            }
            parameters.add(new Parameter(name, otherwise));
        }
        return parameters;
    }

    private Statement call(int line) {
        Set<String> around = expressions.mentions(new HashSet<>());
        List<Parameter> parameters = tokens.skipOperator("(") ? parameters() : List.of();
        Set<String> inSignature = expressions.mentions(around);
        inSignature.forEach(expressions::mention);
        Expression called = expressions.expression();
        if (!(called instanceof Chain chain)
                || !(chain.links().get(chain.links().size() - 1) instanceof Link.Call)) {
            throw tokens.expected("a call");
        }
        MacroNode body = macro("caller", false, "endcall");
        return new Statement.CallBlock(line, chain, new MacroNode("caller", parameters, body.body(), body.names()));
    }

    private Statement with(int line) {
        List<Assign> values = new ArrayList<>();
        while (!tokens.current().is(Kind.BLOCK_END)) {
            if (!values.isEmpty()) {
                tokens.expectOperator(",");
            }
            Target target = targets.target();
            tokens.expectOperator("=");
            values.add(new Assign(line, target, expressions.expression()));
        }
        List<Statement> body = body("endwith");
        tokens.next();
        return new Statement.With(line, values, body);
    }
}
