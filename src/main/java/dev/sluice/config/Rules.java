package dev.sluice.config;

import dev.sluice.config.InvalidSettingException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Collects what is wrong with one record, so that an operator reads all of it at once. Confined to one constructor.
final class Rules {
    private final String prefix;
    private final List<Fault> faults = new ArrayList<>();

    private Rules(String prefix) {
        this.prefix = prefix;
    }

    /// @param area the record's own path; empty for an entry of a map
    static Rules of(String area) {
        return new Rules(area.isEmpty() ? "" : area + ".");
    }

    Rules check(boolean holds, String key, String reason) {
        if (!holds) {
            faults.add(new Fault(prefix + key, reason));
        }
        return this;
    }

    Rules between(String key, long value, long least, long most) {
        return check(value >= least && value <= most, key, "must be from " + least + " to " + most);
    }

    Rules atLeast(String key, long value, long least) {
        return check(value >= least, key, "must be at least " + least);
    }

    Rules longerThanZero(String key, Duration value) {
        return check(value.compareTo(Duration.ZERO) > 0, key, "must be longer than zero");
    }

    Rules oneOf(String key, String value, Collection<String> known) {
        return check(
                known.contains(value),
                key,
                "must be one of " + String.join(", ", known) + NearestName.hint(value, known));
    }

    void done() {
        if (!faults.isEmpty()) {
            throw new InvalidSettingException(faults);
        }
    }
}
