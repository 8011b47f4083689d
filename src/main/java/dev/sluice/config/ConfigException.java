package dev.sluice.config;

import java.util.List;

/// The configuration cannot be used. The message lists every problem, one on a line.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(String about, List<Problem> problems) {
        super(message(about, problems));
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, at least one.
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String about, List<Problem> problems) {
        if (problems.size() == 1) {
            return about + ": " + problems.getFirst();
        }
        var text = new StringBuilder(about).append(": ").append(problems.size()).append(" problems");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }
}
