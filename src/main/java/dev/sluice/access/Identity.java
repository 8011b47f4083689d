package dev.sluice.access;

import java.util.List;

/// Somebody who was authenticated before the request came here, by the server or by a trusted proxy.
public sealed interface Identity {
    /// The role of operators, and of callers, in the server's own user administration.
    String ADMIN_ROLE = "sluice-admin";

    String USER_ROLE = "sluice-user";

    String name();

    /// The principal of the application server.
    ///
    /// @param admin whether it has the role [#ADMIN_ROLE]
    /// @param user whether it has the role [#USER_ROLE]
    record OfServer(String name, boolean admin, boolean user) implements Identity {}

    /// The user whom a trusted proxy has signed in.
    record OfProxy(String name, List<String> groups) implements Identity {
        public OfProxy {
            groups = List.copyOf(groups);
        }
    }
}
