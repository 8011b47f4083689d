package dev.sluice.config;

import java.net.URI;
import java.util.List;

/// A vendor or a program whose address is known.
///
/// @param name what an operator writes in `providers`
/// @param otherNames what it may be called too
/// @param kind the kind of upstream it is
/// @param keyVariables environment variables that may hold its key, the first one set wins
/// @param loopback whether it is looked for where no providers are configured
/// @param quota the path below the base URL that tells what is left of an account; empty where there is none
/// @param soundAddresses whether sounds in messages are `data:` addresses there
public record Preset(
        String name,
        List<String> otherNames,
        String kind,
        URI baseUrl,
        List<String> keyVariables,
        boolean loopback,
        String quota,
        boolean soundAddresses) {
    public Preset {
        otherNames = List.copyOf(otherNames);
        keyVariables = List.copyOf(keyVariables);
    }

    boolean isCalled(String wanted) {
        return name.equalsIgnoreCase(wanted) || otherNames.stream().anyMatch(wanted::equalsIgnoreCase);
    }
}
