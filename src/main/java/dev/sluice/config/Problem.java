package dev.sluice.config;

import java.util.List;

/// One thing that is wrong with a configuration, as the operator reads it.
///
/// @param place where it is written: `line 12`, `SLUICE_PORT`, `--port`; empty where nothing is written
/// @param key the key's path; empty where it is not about one key
/// @param reason what is wrong and what was probably meant
public record Problem(String place, String key, String reason) {
    static Problem of(Setting setting, List<String> path, String reason) {
        return new Problem(setting.origin().place(), String.join(".", path), reason);
    }

    @Override
    public String toString() {
        return (place.isEmpty() ? "" : place + ": ") + (key.isEmpty() ? "" : key + ": ") + reason;
    }
}
