package dev.sluice.jinja;

import dev.sluice.jinja.Token.Kind;
import java.util.List;

/// The parser's place in a template's words, and how deep it is in it.
final class Tokens {
    private final List<Token> tokens;
    private final int nesting;
    private int at;
    private int depth;

    Tokens(List<Token> tokens, int nesting) {
        this.tokens = tokens;
        this.nesting = nesting;
    }

    Token current() {
        return tokens.get(at);
    }

    Token following() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean skipOperator(String symbol) {
        return skipped(current().operator(symbol));
    }

    boolean skipName(String word) {
        return skipped(current().name(word));
    }

    private boolean skipped(boolean found) {
        if (found) {
            next();
        }
        return found;
    }

    Token expect(Kind kind, String what) {
        if (!current().is(kind)) {
            throw expected(what);
        }
        return next();
    }

    void expectOperator(String symbol) {
        if (!skipOperator(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    TemplateException expected(String what) {
        return failure("expected " + what + ", found " + current().words());
    }

    TemplateException failure(String sentence) {
        return new TemplateException(current().line(), sentence);
    }

    void enter() {
        if (++depth > nesting) {
            throw new LimitException("the template is nested deeper than " + nesting + " levels")
                    .at(current().line());
        }
    }

    void leave() {
        depth--;
    }
}
