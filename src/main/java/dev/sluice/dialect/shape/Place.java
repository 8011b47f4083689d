package dev.sluice.dialect.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a value stands in a request: a chain of names and positions, written out only when something is wrong there.
///
/// @param parent what it stands in; null for the request's part itself
/// @param step a name (String) or a position (Integer)
public record Place(@Nullable Place parent, Object step) {
    /// The body of a request.
    public static final Place BODY = new Place(null, "body");

    public Place member(String name) {
        return new Place(this, name);
    }

    public Place item(int position) {
        return new Place(this, position);
    }

    /// All steps from the request's part on, as [dev.sluice.exchange.Failure.Detail] wants them.
    public List<Object> loc() {
        var steps = new ArrayList<Object>();
        for (Place place = this; place != null; place = place.parent) {
            steps.add(place.step instanceof String name ? Excerpt.of(name) : place.step);
        }
        Collections.reverse(steps);
        return steps;
    }

    /// The steps below the request's part as one word, for example `messages[0].role`; empty for the part itself.
    public String path() {
        var path = new StringBuilder();
        List<Object> steps = loc();
        for (Object step : steps.subList(1, steps.size())) {
            if (step instanceof Integer position) {
                path.append('[').append(position.intValue()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }
}
