package dev.sluice.jinja;

/// One word of a template.
///
/// @param text of a string its value, escapes resolved
record Token(Kind kind, String text, int line) {
    enum Kind {
        DATA,
        VARIABLE_BEGIN,
        VARIABLE_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean operator(String symbol) {
        return kind == Kind.OPERATOR && text.equals(symbol);
    }

    boolean name(String word) {
        return kind == Kind.NAME && text.equals(word);
    }

    String words() {
        return switch (kind) {
            case DATA -> "text";
            case VARIABLE_BEGIN, BLOCK_BEGIN -> "the begin of a tag";
            case VARIABLE_END, BLOCK_END -> "the end of the tag";
            case END -> "the end of the template";
            case STRING -> "a string";
            case NAME, INTEGER, FLOAT, OPERATOR -> "'" + text + "'";
        };
    }
}
