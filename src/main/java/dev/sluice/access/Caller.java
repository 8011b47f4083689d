package dev.sluice.access;

import java.util.List;

/// Somebody who may call.
///
/// @param name for logs; never a credential
/// @param admin whether operators' doors are open too
/// @param groups what a trusted proxy says the user belongs to
public record Caller(String name, boolean admin, List<String> groups) {
    static final Caller LOCAL = new Caller("local", true);
    static final Caller ANYBODY = new Caller("anybody", false);
    static final Caller BY_KEY = new Caller("api-key", false);
    static final Caller ADMIN = new Caller("admin-key", true);

    public Caller {
        groups = List.copyOf(groups);
    }

    public Caller(String name, boolean admin) {
        this(name, admin, List.of());
    }
}
