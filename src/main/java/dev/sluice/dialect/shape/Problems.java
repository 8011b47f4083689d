package dev.sluice.dialect.shape;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with one request, in the order in which it was found. For one thread; keeps the first [#MOST] only.
public final class Problems {
    public static final int MOST = 20;

    private final List<Problem> found = new ArrayList<>();

    private record Problem(Flaw flaw, Place place, String sentence) {}

    /// Notes a flaw; `predicate` goes on where the value's path ends: "must be a string".
    public void add(Flaw flaw, Place place, String predicate) {
        if (!full()) {
            String path = place.path();
            found.add(new Problem(flaw, place, (path.isEmpty() ? "The body" : path) + " " + predicate + "."));
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    /// Whether looking further would tell nothing more.
    public boolean full() {
        return found.size() >= MOST;
    }

    /// Ends the request where anything is wrong.
    ///
    /// @throws RefusedException with a [Failure.Invalid]
    public void refuse() {
        if (!none()) {
            throw new RefusedException(failure());
        }
    }

    private Failure.Invalid failure() {
        Problem first = found.getFirst();
        String path = first.place.path();
        return new Failure.Invalid(
                first.sentence + more(),
                path.isEmpty() ? null : path,
                first.flaw.code(),
                found.stream()
                        .map(problem -> new Failure.Detail(problem.place.loc(), problem.sentence, problem.flaw.type()))
                        .toList());
    }

    private String more() {
        int others = found.size() - 1;
        if (others == 0) {
            return "";
        }
        String count = full() ? "At least " + others : "" + others;
        return " (" + count + " more " + (others == 1 ? "problem" : "problems") + " in details.)";
    }
}
