package dev.sluice.app;

import dev.sluice.catalog.Listing;
import dev.sluice.config.ConfigInputs;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `--check [PROVIDER]`: asks providers for their models and says which answered.
final class ProviderCheck {
    private final PrintStream out;

    ProviderCheck(PrintStream out) {
        this.out = out;
    }

    /// @return 0 when every provider that was asked answered, 1 otherwise, 2 when there is no such provider
    int run(ConfigInputs inputs, Optional<String> only) {
        try (Gateway gateway = Gateway.start(inputs, path -> Optional.empty(), "")) {
            List<Listing> listings = gateway.running().catalog().listings().stream()
                    .filter(listing ->
                            only.map(listing.name()::equalsIgnoreCase).orElse(true))
                    .toList();
            if (listings.isEmpty()) {
                out.println("There is no provider '" + only.orElse("") + "'. There are: " + gateway.summary());
                return Main.WRONG_USE;
            }
            long broken = listings.stream().filter(listing -> !answers(listing)).count();
            return broken == 0 ? 0 : 1;
        }
    }

    private boolean answers(Listing listing) {
        if (!listing.enabled()) {
            out.println(listing.name() + ": switched off");
            return true;
        }
        int models = listing.names().cards().size();
        out.println(listing.name() + ": "
                + listing.problem()
                        .orElse(models + " models, default "
                                + listing.names().defaultModel().orElse("none")));
        return listing.problem().isEmpty();
    }
}
