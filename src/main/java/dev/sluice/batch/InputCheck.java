package dev.sluice.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks through a batch's input before anything of it is asked.
final class InputCheck {
    static final int MOST_LINES = 50_000;
    private static final int MOST_PROBLEMS = 100;

    private final String endpoint;
    private final List<LineProblem> problems = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int count;

    private InputCheck(String endpoint) {
        this.endpoint = endpoint;
    }

    /// @param lines how many requests there are
    /// @param problems why none of them is asked
    record Found(int lines, List<LineProblem> problems) {}

    static Found look(JsonLines lines, String endpoint) {
        var check = new InputCheck(endpoint);
        JsonLines.Line line = lines.next();
        while (line != null && check.problems.size() < MOST_PROBLEMS && check.count <= MOST_LINES) {
            check.look(line);
            line = lines.next();
        }
        check.whole();
        return new Found(check.count, check.problems);
    }

    private void look(JsonLines.Line line) {
        count++;
        Optional<LineProblem> wrong = BatchLine.problem(line, endpoint);
        wrong.ifPresent(problems::add);
        if (wrong.isEmpty() && !seen.add(BatchLine.read(line).customId())) {
            BatchLine.wrong(line, "duplicate_custom_id", "An earlier line has the same custom_id.", "custom_id")
                    .ifPresent(problems::add);
        }
    }

    private void whole() {
        if (count == 0) {
            problems.add(new LineProblem("empty_file", "The input file has no requests.", null, null));
        }
        if (count > MOST_LINES) {
            problems.add(new LineProblem(
                    "too_many_requests", "The input file has more than " + MOST_LINES + " requests.", null, null));
        }
    }
}
