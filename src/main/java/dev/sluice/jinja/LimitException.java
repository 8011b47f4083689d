package dev.sluice.jinja;

/// A template that asks for more than [Limits] allow.
public final class LimitException extends TemplateException {
    private static final long serialVersionUID = 1L;

    LimitException(String sentence) {
        super(sentence);
    }

    private LimitException(int line, String sentence) {
        super(line, sentence);
    }

    @Override
    LimitException at(int newLine) {
        return new LimitException(newLine, sentence());
    }
}
