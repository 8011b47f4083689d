package dev.sluice.access;

import java.util.List;

/// Somebody who may call.
///
/// @param name for logs; never a credential
/// @param admin whether operators' doors are open too
/// @param groups what a trusted proxy says the user belongs to
/// @param person whether it is a user whom the server or a proxy knows, rather than the holder of a key
public record Caller(String name, boolean admin, List<String> groups, boolean person) {
    static final Caller LOCAL = new Caller("local", true, List.of(), false);
    static final Caller ANYBODY = new Caller("anybody", false, List.of(), false);
    static final Caller BY_KEY = new Caller("api-key", false, List.of(), false);
    static final Caller ADMIN = new Caller("admin-key", true, List.of(), false);

    public Caller {
        groups = List.copyOf(groups);
    }

    /// A user.
    static Caller user(String name, boolean admin, List<String> groups) {
        return new Caller(name, admin, groups, true);
    }

    /// Under which name the caller's files, batches and conversations are kept; nobody else sees them.
    ///
    /// A user who is called like a key's holder is somebody else.
    public String owner() {
        return person ? "user:" + name : name;
    }
}
