package dev.sluice.jinja;

/// A template that refused its variables by `raise_exception(...)`; the sentence is the template author's.
public final class RaisedException extends TemplateException {
    private static final long serialVersionUID = 1L;

    RaisedException(String sentence) {
        super(sentence);
    }

    private RaisedException(int line, String sentence) {
        super(line, sentence);
    }

    @Override
    RaisedException at(int newLine) {
        return new RaisedException(newLine, sentence());
    }
}
