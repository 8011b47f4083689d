package dev.sluice.provider;

import dev.sluice.exchange.RefusedException;
import java.util.List;

/// One configured account at an upstream. Implements the capability interfaces it has, [ChatProvider] among them.
public interface Provider extends AutoCloseable {

    /// The configured name, lower or upper case as the operator wrote it.
    String name();

    /// The configured kind.
    String kind();

    /// The address that requests go to, for lists and messages; empty for a provider without one.
    default String address() {
        return "";
    }

    /// Asks the upstream for its models. May block; called from a background thread and never for each request.
    ///
    /// @throws RefusedException when the upstream cannot be asked
    List<ModelCard> models();

    /// Frees what the provider holds. Replies in flight go on to their end.
    @Override
    default void close() {}
}
