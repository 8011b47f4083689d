package dev.sluice.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A provider whose upstream may tell what is left of an account.
public interface QuotaProvider extends Provider {

    /// What the upstream says, in its own words; empty where it says nothing. May block.
    ///
    /// @throws dev.sluice.exchange.RefusedException when the upstream refuses or cannot be reached
    Optional<ObjectNode> quota();
}
