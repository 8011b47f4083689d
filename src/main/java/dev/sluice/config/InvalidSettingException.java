package dev.sluice.config;

import java.util.List;

/// A record was given values that it cannot hold. The message begins with the first key's path.
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    InvalidSettingException(List<Fault> faults) {
        super(String.join("; ", faults.stream().map(Fault::toString).toList()));
        this.faults = List.copyOf(faults);
    }

    /// Everything that is wrong with the record, at least one.
    List<Fault> faults() {
        return faults;
    }

    /// @param key the key's path; within a map's entry, relative to the entry
    /// @param reason what is wrong with its value, without the value
    record Fault(String key, String reason) {
        @Override
        public String toString() {
            return key + ": " + reason;
        }
    }
}
